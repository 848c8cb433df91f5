callback({ "events": [ { "start_date": { "year": "2012" }, "text": { "headline": "A year" } } ] })
