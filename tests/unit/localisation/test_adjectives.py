"""Adjectives of countries: the rows, the rules, and forms that everyone knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest

from generator.localisation import Localiser, iberian
from generator.localisation.adjectives import GENDERS, Gender, languages_known, table
from generator.localisation.french import feminine, plural

# ISO 3166-1 as in force, and the code that producers of data give Kosovo.
AREAS = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG
COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH
FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY
HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL
MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU
SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA
TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB
VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE
""".split()
TAGS = ("en", "fr", "ar", "es", "pt", "pt-PT")
FORMS = tuple(product(GENDERS, (False, True), (False, True)))
LETTERS = {
    "en": r"[A-ZÅ][a-zãçé]+(?:[ -][A-Z][a-zé]+)*",
    "fr": r"[a-zàâäåçèéêëîïôöûü]+(?:-[a-zéè]+)*",
    "es": r"[a-záéíñóúü]+",
    "pt": r"[a-zãáâçéêíóôõú]+(?:-[a-zêé]+)*",
    "ar": r"(?:[ء-غف-ي\u064f]+ )?[ء-غف-ي\u064f]+",
}
# Two countries whose adjective is the same in good usage.
SHARED = {
    "en": {"Congolese", "Dominican"},
    "fr": {"congolais"},
    "ar": {"كونغولي"},
    "es": {"congoleño"},
    "pt": {"congolês"},
}


def forms(tag: str, area: str) -> list[str | None]:
    localiser = Localiser(tag)
    return [
        localiser.area_adjective(area, gender=gender, plural=many, definite=definite)
        for gender, many, definite in FORMS
    ]


def test_the_list_of_the_standard_is_whole() -> None:
    assert len(set(AREAS)) == 250


@pytest.mark.parametrize("tag", languages_known())
def test_every_area_has_one_row_in_the_order_of_codes(tag: str) -> None:
    assert list(table(tag)) == AREAS


@pytest.mark.parametrize("tag", TAGS)
def test_every_area_has_all_forms_or_none(tag: str) -> None:
    for area in AREAS:
        found = forms(tag, area)
        assert all(found) or found == [None] * len(FORMS), area


@pytest.mark.parametrize("tag", TAGS)
def test_no_form_has_a_stray_character(tag: str) -> None:
    letters = re.compile(LETTERS[tag.partition("-")[0]])
    for area in AREAS:
        for form in forms(tag, area):
            assert form is None or letters.fullmatch(form), (area, form)


@pytest.mark.parametrize("tag", TAGS)
def test_no_two_countries_share_an_adjective_unawares(tag: str) -> None:
    found = Counter(Localiser(tag).area_adjective(area) for area in AREAS)
    shared = {form for form, times in found.items() if form and times > 1}
    assert shared == SHARED[tag.partition("-")[0]]


@pytest.mark.parametrize(
    ("tag", "to_feminine", "to_plural"),
    [
        ("fr", feminine, plural),
        ("pt", iberian.portuguese_feminine, iberian.portuguese_plural),
    ],
)
def test_no_row_states_what_a_rule_gives(
    tag: str, to_feminine: Callable[[str], str], to_plural: Callable[[str], str]
) -> None:
    for area, row in table(tag).items():
        assert row.feminine != to_feminine(row.masculine) or not row.masculine, area
        assert row.plural != to_plural(row.masculine) or not row.masculine, area
        if row.feminine_plural:
            assert row.feminine_plural != to_plural(row.feminine), area


def test_the_file_of_a_country_holds_only_what_differs() -> None:
    assert [area for area, row in table("pt-PT").items() if row == table("pt")[area]] == []
    assert table("pt-PT").keys() <= set(AREAS)
    assert all(row.masculine for row in table("pt-PT").values())


# ---------------------------------------------------------------- forms that everyone knows

ENGLISH = """
AFG Afghan / ARE Emirati / AUS Australian / BEL Belgian / BGD Bangladeshi / BRA Brazilian /
CAF Central African / CAN Canadian / CHE Swiss / CHN Chinese / CIV Ivorian / CYP Cypriot /
CZE Czech / DEU German / DNK Danish / EGY Egyptian / ESP Spanish / FIN Finnish / FRA French /
GBR British / GRC Greek / IRL Irish / IRN Iranian / IRQ Iraqi / ISL Icelandic / ISR Israeli /
JOR Jordanian / KOR South Korean / KWT Kuwaiti / LBN Lebanese / MCO Monegasque / MDG Malagasy /
NER Nigerien / NGA Nigerian / NLD Dutch / NZL New Zealand / PAK Pakistani / PER Peruvian /
PHL Philippine / POL Polish / PRK North Korean / PSE Palestinian / PRT Portuguese / SAU Saudi /
SSD South Sudanese / SWE Swedish / SYR Syrian / TUR Turkish / UKR Ukrainian / USA American /
VNM Vietnamese / YEM Yemeni / ZAF South African
"""
FRENCH = """
AFG afghan afghane afghans afghanes / ARE émirien émirienne émiriens émiriennes /
BEL belge belge belges belges / BFA burkinabè burkinabè burkinabè burkinabè /
BGR bulgare bulgare bulgares bulgares / CAF centrafricain centrafricaine centrafricains
centrafricaines / CAN canadien canadienne canadiens canadiennes / CHE suisse suisse suisses suisses
/ CHN chinois chinoise chinois chinoises / CIV ivoirien ivoirienne ivoiriens ivoiriennes /
CUB cubain cubaine cubains cubaines / CYP chypriote chypriote chypriotes chypriotes /
CZE tchèque tchèque tchèques tchèques / DEU allemand allemande allemands allemandes /
DNK danois danoise danois danoises / DOM dominicain dominicaine dominicains dominicaines /
EGY égyptien égyptienne égyptiens égyptiennes / ESP espagnol espagnole espagnols espagnoles /
FRA français française français françaises / GBR britannique britannique britanniques britanniques
/ GHA ghanéen ghanéenne ghanéens ghanéennes / GRC grec grecque grecs grecques /
HTI haïtien haïtienne haïtiens haïtiennes / HUN hongrois hongroise hongrois hongroises /
IRN iranien iranienne iraniens iraniennes / IRQ irakien irakienne irakiens irakiennes /
ISR israélien israélienne israéliens israéliennes / KEN kényan kényane kényans kényanes /
KOR sud-coréen sud-coréenne sud-coréens sud-coréennes / KWT koweïtien koweïtienne koweïtiens
koweïtiennes / LBN libanais libanaise libanais libanaises / LVA letton lettonne lettons lettonnes /
MAR marocain marocaine marocains marocaines / MDG malgache malgache malgaches malgaches /
MNG mongol mongole mongols mongoles / NER nigérien nigérienne nigériens nigériennes /
NGA nigérian nigériane nigérians nigérianes / NZL néo-zélandais néo-zélandaise néo-zélandais
néo-zélandaises / PHL philippin philippine philippins philippines / ROU roumain roumaine roumains
roumaines / RUS russe russe russes russes / SAU saoudien saoudienne saoudiens saoudiennes /
SYR syrien syrienne syriens syriennes / TUR turc turque turcs turques / UZB ouzbek ouzbèke ouzbeks
ouzbèkes / XKX kosovar kosovare kosovars kosovares / YEM yéménite yéménite yéménites yéménites
"""
ARABIC = """
AFG أفغاني أفغانية / ARE إماراتي إماراتية / AUT نمساوي نمساوية / BEL بلجيكي بلجيكية /
BHR بحريني بحرينية / BRA برازيلي برازيلية / CAN كندي كندية / CHE سويسري سويسرية /
CHN صيني صينية / DEU ألماني ألمانية / DJI جيبوتي جيبوتية / DZA جزائري جزائرية /
EGY مصري مصرية / ESP إسباني إسبانية / ETH إثيوبي إثيوبية / FRA فرنسي فرنسية /
GBR بريطاني بريطانية / GRC يوناني يونانية / IND هندي هندية / IRN إيراني إيرانية /
IRQ عراقي عراقية / ISR إسرائيلي إسرائيلية / ITA إيطالي إيطالية / JOR أردني أردنية /
JPN ياباني يابانية / KWT كويتي كويتية / LBN لبناني لبنانية / LBY ليبي ليبية /
MAR مغربي مغربية / MRT موريتاني موريتانية / NLD هولندي هولندية / NOR نرويجي نرويجية /
OMN عُماني عُمانية / PAK باكستاني باكستانية / PSE فلسطيني فلسطينية / QAT قطري قطرية /
RUS روسي روسية / SAU سعودي سعودية / SDN سوداني سودانية / SOM صومالي صومالية /
SYR سوري سورية / TUN تونسي تونسية / TUR تركي تركية / UKR أوكراني أوكرانية /
USA أمريكي أمريكية / YEM يمني يمنية
"""
SPANISH = """
AFG afgano afgana afganos afganas / ARE emiratí emiratí emiratíes emiratíes / ARG argentino
argentina argentinos argentinas / BEL belga belga belgas belgas / BGD bangladesí bangladesí
bangladesíes bangladesíes / BRA brasileño brasileña brasileños brasileñas / CAN canadiense
canadiense canadienses canadienses / CHE suizo suiza suizos suizas / CHN chino china chinos chinas /
CRI costarricense costarricense costarricenses costarricenses / DEU alemán alemana alemanes
alemanas / DNK danés danesa daneses danesas / EGY egipcio egipcia egipcios egipcias / ESP español
española españoles españolas / ETH etíope etíope etíopes etíopes / FRA francés francesa franceses
francesas / GBR británico británica británicos británicas / GRC griego griega griegos griegas /
GTM guatemalteco guatemalteca guatemaltecos guatemaltecas / HRV croata croata croatas croatas /
IRL irlandés irlandesa irlandeses irlandesas / IRN iraní iraní iraníes iraníes / IRQ iraquí iraquí
iraquíes iraquíes / ISR israelí israelí israelíes israelíes / JOR jordano jordana jordanos jordanas
/ JPN japonés japonesa japoneses japonesas / LBN libanés libanesa libaneses libanesas / LVA letón
letona letones letonas / MAR marroquí marroquí marroquíes marroquíes / MDG malgache malgache
malgaches malgaches / MNG mongol mongola mongoles mongolas / NIC nicaragüense nicaragüense
nicaragüenses nicaragüenses / PAK pakistaní pakistaní pakistaníes pakistaníes / POL polaco polaca
polacos polacas / PRT portugués portuguesa portugueses portuguesas / PSE palestino palestina
palestinos palestinas / RUS ruso rusa rusos rusas / SAU saudí saudí saudíes saudíes / SWZ suazi
suazi suazis suazis / SYR sirio siria sirios sirias / TUR turco turca turcos turcas / UKR ucraniano
ucraniana ucranianos ucranianas / USA estadounidense estadounidense estadounidenses
estadounidenses / VNM vietnamita vietnamita vietnamitas vietnamitas / XKX kosovar kosovar kosovares
kosovares / YEM yemení yemení yemeníes yemeníes
"""
PORTUGUESE = """
AFG afegão afegã afegãos afegãs / AGO angolano angolana angolanos angolanas / BEL belga belga belgas
belgas / BRA brasileiro brasileira brasileiros brasileiras / CAN canadense canadense canadenses
canadenses / CHE suíço suíça suíços suíças / CHN chinês chinesa chineses chinesas / COG congolês
congolesa congoleses congolesas / CPV cabo-verdiano cabo-verdiana cabo-verdianos cabo-verdianas /
CZE tcheco tcheca tchecos tchecas / DEU alemão alemã alemães alemãs / DNK dinamarquês dinamarquesa
dinamarqueses dinamarquesas / EGY egípcio egípcia egípcios egípcias / ERI eritreu eritreia eritreus
eritreias / ESP espanhol espanhola espanhóis espanholas / ETH etíope etíope etíopes etíopes /
FRA francês francesa franceses francesas / GBR britânico britânica britânicos britânicas / GRC grego
grega gregos gregas / HRV croata croata croatas croatas / IND indiano indiana indianos indianas /
IRN iraniano iraniana iranianos iranianas / IRQ iraquiano iraquiana iraquianos iraquianas /
ISR israelense israelense israelenses israelenses / ITA italiano italiana italianos italianas /
JPN japonês japonesa japoneses japonesas / KGZ quirguiz quirguiz quirguizes quirguizes / KOR
sul-coreano sul-coreana sul-coreanos sul-coreanas / LBN libanês libanesa libaneses libanesas /
LVA letão letã letões letãs / MAR marroquino marroquina marroquinos marroquinas / MNG mongol mongol
mongóis mongóis / MOZ moçambicano moçambicana moçambicanos moçambicanas / NLD neerlandês neerlandesa
neerlandeses neerlandesas / PAK paquistanês paquistanesa paquistaneses paquistanesas / POL polonês
polonesa poloneses polonesas / PRT português portuguesa portugueses portuguesas / PSE palestino
palestina palestinos palestinas / RUS russo russa russos russas / SAU saudita saudita sauditas
sauditas / SOM somali somali somalis somalis / SYR sírio síria sírios sírias / TUR turco turca turcos
turcas / UKR ucraniano ucraniana ucranianos ucranianas / XKX kosovar kosovar kosovares kosovares /
YEM iemenita iemenita iemenitas iemenitas / ZAF sul-africano sul-africana sul-africanos
sul-africanas
"""
KINDS: tuple[tuple[Gender, bool], ...] = (
    ("masculine", False),
    ("feminine", False),
    ("masculine", True),
    ("feminine", True),
)


def rows(text: str) -> list[list[str]]:
    return [row.split() for row in text.split("/")]


def test_the_samples_are_large_enough() -> None:
    assert all(len(rows(s)) >= 40 for s in (ENGLISH, FRENCH, ARABIC, SPANISH, PORTUGUESE))


def test_english_does_not_change() -> None:
    for area, *words in rows(ENGLISH):
        assert set(forms("en-CA", area)) == {" ".join(words)}


@pytest.mark.parametrize(
    ("tag", "sample"), [("fr-CA", FRENCH), ("es-MX", SPANISH), ("pt-BR", PORTUGUESE)]
)
def test_gender_and_number(tag: str, sample: str) -> None:
    localiser = Localiser(tag)
    for area, *expected in rows(sample):
        found = [localiser.area_adjective(area, gender=g, plural=many) for g, many in KINDS]
        assert found == expected, area


def test_arabic_gender_and_article() -> None:
    localiser = Localiser("ar-IQ")
    for area, masculine, feminine_form in rows(ARABIC):
        assert localiser.area_adjective(area) == masculine
        assert localiser.area_adjective(area, gender="feminine") == feminine_form
        assert localiser.area_adjective(area, definite=True) == f"ال{masculine}"
        both = localiser.area_adjective(area, gender="feminine", definite=True)
        assert both == f"ال{feminine_form}"


def test_things_in_the_plural_are_feminine_in_arabic() -> None:
    localiser = Localiser("ar-IQ")
    for gender in GENDERS:
        found = localiser.area_adjective("IRQ", gender=gender, plural=True, definite=True)
        assert found == "العراقية"


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("KOR", ("كوري جنوبي", "كورية جنوبية", "الكوري الجنوبي", "الكورية الجنوبية")),
        ("GNQ", ("غيني استوائي", "غينية استوائية", "الغيني الاستوائي", "الغينية الاستوائية")),
        ("ZAF", ("جنوب أفريقي", "جنوب أفريقية", "الجنوب أفريقي", "الجنوب أفريقية")),
    ],
)
def test_arabic_adjectives_of_two_words(area: str, expected: tuple[str, ...]) -> None:
    localiser = Localiser("ar")
    found = [
        localiser.area_adjective(area, gender=gender, definite=definite)
        for definite in (False, True)
        for gender in GENDERS
    ]
    assert tuple(found) == expected


def test_every_arabic_adjective_ends_as_a_relative_one_does() -> None:
    for row in table("ar").values():
        assert not row.masculine or row.masculine.endswith("ي")
        assert not row.masculine.startswith("ال")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt", "palestina"),
        ("pt-BR", "palestina"),
        ("pt-PT", "palestiniana"),
        ("pt-AO", "palestiniana"),
    ],
)
def test_countries_of_one_language_may_differ(tag: str, expected: str) -> None:
    assert Localiser(tag).area_adjective("PSE", gender="feminine") == expected


# ---------------------------------------------------------------- none, rather than invented


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("area", ["MKD", "ESH", "BVT", "UMI"])
def test_what_has_no_adjective_has_none(tag: str, area: str) -> None:
    assert Localiser(tag).area_adjective(area) is None


def test_a_language_or_country_that_is_not_known_has_none() -> None:
    assert Localiser("sw").area_adjective("IRQ") is None
    assert Localiser("fr").area_adjective("QQQ") is None


def test_a_gender_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="masculine, feminine, not 'femenine'"):
        Localiser("fr").area_adjective("IRQ", gender="femenine")  # type: ignore[arg-type]


def test_kosovo_has_its_name_under_the_code_that_producers_use() -> None:
    assert Localiser("fr").area_name("XKX") == "Kosovo"
    assert Localiser("fr").area_of("XKX") == "du Kosovo"


# ---------------------------------------------------------------- rules on words of no country


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("européen", "européenne"),
        ("romain", "romaine"),
        ("catalan", "catalane"),
        ("breton", "bretonne"),
        ("québécois", "québécoise"),
        ("basque", "basque"),
        ("génois", "génoise"),
    ],
)
def test_french_feminine(word: str, expected: str) -> None:
    assert feminine(word) == expected
    assert plural(expected) == expected + "s"


@pytest.mark.parametrize(
    ("word", "her", "they"),
    [
        ("catalán", "catalana", "catalanes"),
        ("europeo", "europea", "europeos"),
        ("andaluz", "andaluz", "andaluces"),
        ("vascón", "vascona", "vascones"),
        ("mallorquín", "mallorquina", "mallorquines"),
        ("hindú", "hindú", "hindúes"),
        ("árabe", "árabe", "árabes"),
    ],
)
def test_spanish_rules(word: str, her: str, they: str) -> None:
    assert (iberian.spanish_feminine(word), iberian.spanish_plural(word)) == (her, they)


@pytest.mark.parametrize(
    ("word", "her", "they"),
    [
        ("europeu", "europeia", "europeus"),
        ("bretão", "bretã", "bretões"),
        ("escocês", "escocesa", "escoceses"),
        ("provençal", "provençal", "provençais"),
        ("basco", "basca", "bascos"),
        ("árabe", "árabe", "árabes"),
    ],
)
def test_portuguese_rules(word: str, her: str, they: str) -> None:
    assert (iberian.portuguese_feminine(word), iberian.portuguese_plural(word)) == (her, they)
