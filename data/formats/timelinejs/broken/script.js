storyjs_jsonp_data = {
    "timeline": {
        "date": [ { "startDate": "2012,1", "headline": "A month" } ]
    }
}
