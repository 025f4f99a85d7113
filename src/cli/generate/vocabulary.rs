//! The words that invented texts are put together from. The countries, offices, people and papers in it do not exist.

/// The two countries and a third that reports too: identifier and name.
pub(super) const PARTIES: &[(&str, &str)] = &[("XAA", "Arvania"), ("XBB", "Borsia"), ("XCC", "Cadria")];

/// The lanes: identifier and label.
pub(super) const THEMES: &[(&str, &str)] = &[
    ("diplomacy", "Diplomacy"),
    ("trade", "Trade"),
    ("aid", "Aid"),
    ("opinion", "Public opinion"),
    ("culture", "Culture and sport"),
    ("security", "Security"),
    ("law", "Treaties and law"),
    ("science", "Science and health"),
];

/// Who does something.
pub(super) const ACTORS: &[&str] = &[
    "The foreign ministry of Arvania",
    "The parliament of Borsia",
    "A delegation of textile traders",
    "The chamber of commerce in Nový Přístav",
    "The Académie d’Études Régionales",
    "The port authority of São Brás",
    "A committee of historians",
    "The Red Cross society of Cadria",
    "The national archive",
    "The ambassador of Borsia",
    "A youth league from Đông Hải",
    "The central bank of Arvania",
    "조선 무역 대표단",
    "국립 교향악단",
    "외무성 대변인",
    "평화 우호 협회",
];

/// What is done.
pub(super) const DEEDS: &[&str] = &[
    "signs a protocol on",
    "announces talks on",
    "calls for a review of",
    "publishes its figures on",
    "sends a note about",
    "breaks off negotiations over",
    "ratifies the agreement on",
    "hosts an exhibition about",
    "withdraws a statement on",
    "extends the programme for",
    "questions the numbers on",
    "hears a report about",
];

/// What it is about: a short name, and a longer one for a sentence.
pub(super) const TOPICS: &[(&str, &str)] = &[
    ("coastal shipping", "the line of coastal ships between the two capitals"),
    ("rice deliveries", "deliveries of rice on credit"),
    ("visas for students", "visas for students and teachers"),
    ("the joint committee", "the joint committee for economic co-operation"),
    ("대표단 교환", "the exchange of delegations (대표단 교환)"),
    ("무역 협정", "the trade agreement (무역 협정) and its annexes"),
    ("공동 성명", "the joint communiqué (공동 성명) of the spring"),
    ("cable traffic", "telegraph and cable traffic"),
    ("a café-théâtre tour", "a tour of the café-théâtre through five towns"),
    ("fisheries", "fisheries in the northern strait"),
    ("the debt of 1974", "the repayment of the debt of 1974"),
    ("vaccines", "vaccines for the provinces"),
    ("the friendly match", "the friendly match and its return leg"),
    ("border markings", "markings along the disputed border"),
    ("a naïve-art exhibition", "an exhibition of naïve art"),
    ("seismology", "a common network of seismological stations"),
];

/// What a second sentence adds.
pub(super) const AFTERTHOUGHTS: &[&str] = &[
    "Both sides speak of “constructive” talks; neither gives a number.",
    "The text was not published at the time, and the copy in the archive lacks its last page.",
    "According to the paper, the meeting lasted two days and ended without a communiqué.",
    "A later report puts the date a week earlier.",
    "It is the third of its kind since the treaty.",
    "대변인은 “양국의 우호 관계를 더욱 발전시킬 것”이라고 말했다.",
    "The original says “jusqu’à nouvel ordre”, which the translation leaves out.",
    "Observers call it a gesture.\nThe ministry does not comment.",
];

/// Who wrote it.
pub(super) const PEOPLE: &[&str] = &[
    "Ilse Brandvik",
    "Tomáš Řezníček",
    "José Ignacio Peñalver",
    "Mai Đặng",
    "한서윤",
    "문도현",
    "Ayşe Gündoğdu",
    "Wren Oakhurst",
];

/// Where it stood.
pub(super) const OUTLETS: &[&str] = &[
    "The Arvania Courier",
    "Borsia Daily",
    "Les Cahiers du Détroit",
    "동방 통신",
    "Journal of Small-State Diplomacy",
    "Přístavní noviny",
];

/// Goods, after the headings of customs tariffs.
pub(super) const COMMODITIES: &[&str] = &[
    "rice",
    "rubber",
    "palm oil",
    "coal",
    "iron ore",
    "pig iron",
    "steel",
    "zinc",
    "lead",
    "magnesite",
    "cement",
    "glass",
    "timber",
    "plywood",
    "paper",
    "cotton",
    "silk",
    "yarn",
    "garments",
    "footwear",
    "tyres",
    "tractors",
    "trucks",
    "pumps",
    "bearings",
    "cables",
    "radios",
    "batteries",
    "watches",
    "toys",
    "ginseng",
    "tea",
    "coffee",
    "cocoa",
    "sugar",
    "spices",
    "salt",
    "fish",
    "shrimp",
    "seaweed",
    "fertiliser",
    "dyes",
    "soap",
    "medicines",
    "films",
    "books",
    "crude oil",
    "bitumen",
    "tin",
    "nickel",
];

/// Doubts that editors have, with a reason each.
pub(super) const DOUBTS: &[(&str, &str)] = &[
    ("needs-update", "A later edition of the yearbook is out."),
    ("dubious", "No other source knows of it."),
    ("citation-needed", "The passage names no source."),
    ("when", "The year is not stated."),
    ("disputed", "The other side’s archive says otherwise."),
    ("unbalanced-opinion", "Only one side is quoted."),
    ("failed-verification", "The page cited does not say so."),
];
