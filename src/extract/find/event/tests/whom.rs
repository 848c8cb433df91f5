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
        &["accuse delivered Ministry:initiator Georgian ambassador:recipient", "protest protest"],
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
