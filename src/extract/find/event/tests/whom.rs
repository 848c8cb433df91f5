use super::check;

#[test]
fn whom_an_act_concerns_need_be_no_plain_object() {
    let cases: &[(&str, &str)] = &[
        (
            "The police shot two guards and a cook.",
            "assault shot Police:initiator Two guards:victim Cook:victim",
        ),
        (
            "The junta dissolved parliament on Friday.",
            "coerce dissolved Junta:initiator Parliament:recipient",
        ),
        (
            "The mission appealed to all sides to show restraint.",
            "request appealed Mission:initiator All sides:recipient",
        ),
        (
            "The governor called on MISCA to disarm the fighters.",
            "request called Governor:initiator MISCA:recipient",
        ),
        (
            "Government artillery shelled Childara on Sunday.",
            "assault shelled Government artillery:initiator Childara:recipient",
        ),
        (
            "Jamaame was retaken on Sunday by rebels.",
            "assault retaken Rebels:initiator Jamaame:recipient",
        ),
        (
            "Rebels ransacked the Takengon office.",
            "assault ransacked Rebels:initiator Takengon office:recipient",
        ),
        (
            "About 3,000 students marched on the French consulate.",
            "protest marched About 3,000 students:initiator French consulate:recipient",
        ),
        (
            "A breakaway faction vowed to attack army convoys.",
            "threaten vowed Breakaway faction:initiator Army convoys:recipient",
        ),
        (
            "The president refused to receive the protesters.",
            "reject refused President:initiator Protesters:recipient",
        ),
        (
            "Eritrea refused to let the envoy tour the border.",
            "reject refused Eritrea:initiator Envoy:recipient",
        ),
        (
            "The separatists threatened to treat candidates as foes.",
            "threaten threatened Separatists:initiator Candidates:recipient",
        ),
        (
            "The opposition accused the government of capitulation.",
            "accuse accused Opposition:initiator Government:recipient",
        ),
        (
            "The minister rejected a Moldovan demand that they be replaced by a mission.",
            "reject rejected Minister:initiator Moldova:recipient",
        ),
        (
            "General Harcastle drove to Pale to see the Serb leaders.",
            "consult drove Harcastle:initiator Serb leaders:participant @Pale",
        ),
        (
            "A Turkish battalion was deployed in Kabul.",
            "mobilize deployed Turkish battalion:initiator @Kabul",
        ),
        (
            "The minister rejected calls to work with Asad against the rebels.",
            "reject rejected Minister:initiator Asad:recipient",
        ),
        (
            "The council on Friday called on Khartoum to end the raids.",
            "request called Council:initiator Sudan:recipient",
        ),
        (
            "The Philippines offered Hanoi its support on Friday.",
            "support offered Philippines:initiator Vietnam:recipient",
        ),
        (
            "Vietnam handed a protest note to the Chinese embassy on Monday.",
            "accuse handed Vietnam:initiator Chinese embassy:recipient",
        ),
        (
            "Poland withdrew its troops from Iraq in May.",
            "retreat withdrew Poland:initiator Iraq:recipient",
        ),
        ("Two men were killed in the Bosnian war.", "assault killed Two men:victim"),
    ];
    for (text, expected) in cases {
        check(text, &[expected]);
    }
}

#[test]
fn whom_it_concerns_stands_in_a_clause_behind() {
    check(
        "A faction freed two gendarmes captured near Kumba in May.",
        &[
            "retreat freed Faction:initiator Two gendarmes:recipient",
            "coerce captured Two gendarmes:recipient @Kumba",
        ],
    );
    check(
        "The ministry delivered a note of protest to the Georgian ambassador.",
        &[
            "accuse delivered Ministry:initiator Georgian ambassador:recipient",
            "protest protest Georgian ambassador:recipient",
        ],
    );
    check(
        "Russia lifted the restrictions which the bloc had imposed on Abkhazia.",
        &[
            "concede lifted Russia:initiator Abkhazia:recipient",
            "sanction imposed Bloc:initiator Abkhazia:recipient",
        ],
    );
    check(
        "The envoy will travel to Kinshasa on Friday for talks with President Sese.",
        &["consult travel Envoy:initiator Sese:participant (planned) @Kinshasa"],
    );
}

#[test]
fn what_is_signed_given_or_withheld_has_another_side() {
    let cases: &[(&str, &str)] = &[
        (
            "Norway signed a trade accord with Khartoum.",
            "agree signed Norway:participant Sudan:participant",
        ),
        (
            "Mauritania signed a peace accord with the guerrillas in Algiers.",
            "agree signed Mauritania:participant Guerrillas:participant @Algiers",
        ),
        (
            "Zambia protested to Kinshasa.",
            "accuse protested Zambia:initiator Democratic Republic of the Congo:recipient",
        ),
        ("Police fired tear gas at the crowd.", "coerce fired Police:initiator Crowd:recipient"),
        (
            "Police fired on the homes of the sheikh's supporters.",
            "assault fired Police:initiator Sheikh's supporters:recipient",
        ),
        (
            "About 1,000 students marched to the Sudanese embassy.",
            "protest marched About 1,000 students:initiator Sudanese embassy:recipient",
        ),
        (
            "The commander pledged allegiance to the Islamic State group.",
            "support pledged Commander:initiator Islamic State:recipient",
        ),
        (
            "The rebels surrendered to military police.",
            "retreat surrendered Rebels:initiator Military police:recipient",
        ),
        (
            "The minister rejected a rebel demand for a referendum.",
            "reject rejected Minister:initiator Rebels:recipient",
        ),
        (
            "The minister rejected a government offer of money.",
            "reject rejected Minister:initiator Government:recipient",
        ),
        (
            "The foreign ministers of Chad and Sudan met on Monday.",
            "consult met Chad:participant Sudan:participant",
        ),
        (
            "The Russian and Turkish presidents signed an accord.",
            "agree signed Russia:participant Turkey:participant",
        ),
        (
            "Residents of Goma and Bukavu protested on Monday.",
            "protest protested Residents of Goma and Bukavu:initiator",
        ),
        (
            "Representatives of Moldova and the Transnistrian republic met on Monday.",
            "consult met Moldova:participant Transnistrian republic:participant",
        ),
    ];
    for (text, expected) in cases {
        check(text, &[expected]);
    }
}

#[test]
fn what_hangs_from_the_verb_may_belong_to_its_object() {
    check(
        "The council lifted sanctions on Tehran.",
        &["concede lifted Council:initiator Iran:recipient", "coerce sanctions Iran:recipient"],
    );
}

#[test]
fn who_is_meant_was_told_before() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Rebels shelled Goma. The council urged both sides to talk.",
            &[
                "assault shelled Rebels:initiator Goma:recipient",
                "request urged Council:initiator Both sides:recipient",
            ],
        ),
        (
            "Norway attacked Sweden. The premier appealed to both capitals to show restraint.",
            &[
                "assault attacked Norway:initiator Sweden:recipient",
                "request appealed Premier:initiator Norway:recipient Sweden:recipient",
            ],
        ),
        (
            "Soldiers burned villages in Cameroon. Washington cut military aid to the country.",
            &[
                "assault burned Soldiers:initiator Villages:recipient @Cameroon",
                "sanction cut United States:initiator Cameroon:recipient",
                "aid aid Cameroon:recipient",
            ],
        ),
        (
            "The army accused the rebels of theft. A rebel spokesman rejected the accusation.",
            &[
                "accuse accused Army:initiator Rebels:recipient",
                "reject rejected Rebel spokesman:initiator Army:recipient",
            ],
        ),
        (
            "Police raided the newspaper. Amnesty International condemned the raid.",
            &[
                "coerce raided Police:initiator Newspaper:recipient",
                "accuse condemned Amnesty International:initiator Police:recipient",
            ],
        ),
        (
            "Zambia and Chad agreed to pull back their troops. Belgium welcomed the accord.",
            &[
                "agree agreed Zambia:initiator Chad:initiator",
                "support welcomed Belgium:initiator Zambia:recipient Chad:recipient",
            ],
        ),
        (
            "The minister summoned Ambassador Gennady Lobov and demanded an apology.",
            &[
                "accuse summoned Minister:initiator Gennady Lobov:recipient",
                "request demanded Minister:initiator Gennady Lobov:recipient",
            ],
        ),
    ];
    for (text, expected) in cases {
        check(text, expected);
    }
}

#[test]
fn who_was_hurt_when_others_fired_was_hurt_by_them() {
    check(
        "One protester was killed when police opened fire on a crowd.",
        &[
            "assault killed Police:initiator One protester:victim",
            "assault opened Police:initiator Crowd:recipient",
        ],
    );
    check(
        "Four people were killed and thirty wounded after soldiers opened fire on a crowd.",
        &[
            "assault killed Soldiers:initiator Four people:victim",
            "assault wounded Soldiers:initiator Thirty:victim",
            "assault opened Soldiers:initiator Crowd:recipient",
        ],
    );
    // Whose car meets a mine did not lay it.
    check(
        "Three soldiers were killed when their car hit a mine.",
        &["assault killed Three soldiers:victim", "assault hit Three soldiers:victim"],
    );
}

#[test]
fn who_is_told_of_behind_a_comma() {
    check(
        "The envoy of the African Union, which suspended Mali in March, met the junta.",
        &[
            "sanction suspended African Union:initiator Mali:recipient",
            "consult met Envoy of the African Union:participant Junta:participant",
        ],
    );
    check(
        "The ministers condemned the army, whose troops shelled the hospital.",
        &[
            "accuse condemned Ministers:initiator Army:recipient",
            "assault shelled Army's troops:initiator Hospital:recipient",
        ],
    );
    check(
        "Hundreds of people were on the streets of Sitra, blocking roads with tyres.",
        &["protest blocking People:initiator Roads:recipient"],
    );
    check("One, a school principal, was released.", &["retreat released One:recipient"]);
    check(
        "North Korea fired a missile. The North promised to set up a panel.",
        &["mobilize fired North Korea:initiator", "agree promised North Korea:initiator"],
    );
}

#[test]
fn bodies_of_one_name_are_told_apart_by_their_countries() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Bolivia's Congress rejected the treaty.",
            &["reject rejected Bolivia's Congress:initiator"],
        ),
        (
            "The Philippine Congress rejected the bill.",
            &["reject rejected Philippine Congress:initiator"],
        ),
        (
            "The Nigeria Labour Congress accused the police of theft.",
            &["accuse accused Nigeria Labour Congress:initiator Police:recipient"],
        ),
        (
            "Washington recalled an envoy. Congress rejected the plan.",
            &[
                "sanction recalled United States:initiator Envoy:recipient",
                "reject rejected US Congress:initiator",
            ],
        ),
        (
            "The Ukrainian Ministry of Defence accused Russia of lying.",
            &["accuse accused Ukrainian Ministry of Defence:initiator Russia:recipient"],
        ),
        (
            "The Japanese Coast Guard arrested two men.",
            &["coerce arrested Japanese Coast Guard:initiator Two men:recipient"],
        ),
    ];
    for (text, expected) in cases {
        check(text, expected);
    }
}

#[test]
fn who_is_named_in_apposition_takes_part() {
    let cases: &[(&str, &str)] = &[
        (
            "A Swiss envoy, Beat Amrein, met the general.",
            "consult met Beat Amrein:participant General:participant",
        ),
        (
            "An unknown group, the Red Hills Front, threatened the mayor.",
            "threaten threatened Red Hills Front:initiator Mayor:recipient",
        ),
        ("Guards beat Anton Rusu, a grower.", "assault beat Guards:initiator Anton Rusu:victim"),
        (
            "Colombia recalled its ambassador from Caracas.",
            "sanction recalled Colombia:initiator Venezuela:recipient",
        ),
        (
            "The envoy pleaded with the general to end the war.",
            "request pleaded Envoy:initiator General:recipient",
        ),
        (
            "The king pardoned five Papuans.",
            "concede pardoned King:initiator Five Papuans:recipient",
        ),
        (
            "Helicopters dropped bombs on Douma.",
            "assault dropped Helicopters:initiator Douma:recipient",
        ),
        (
            "Thousands of teachers, nurses and drivers marched in Lima.",
            "protest marched Teachers:initiator Nurses:initiator Drivers:initiator @Lima",
        ),
        (
            "Norway's foreign minister, Anna Lind, visited Oslo.",
            "consult visited Anna Lind:initiator",
        ),
        (
            "The governor imposed a ban on rallies in Goma after a mob beat two men.",
            "coerce imposed Governor:initiator | assault beat Mob:initiator Two men:victim",
        ),
        ("IMPHAL: Police arrested two men.", "coerce arrested Police:initiator Two men:recipient"),
        (
            "The Emirate of Khorat attacked the town.",
            "assault attacked Emirate of Khorat:initiator Town:recipient",
        ),
    ];
    for (text, expected) in cases {
        check(text, &expected.split(" | ").collect::<Vec<_>>());
    }
}
