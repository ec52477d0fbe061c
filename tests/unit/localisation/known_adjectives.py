"""Forms of adjectives of countries that everyone knows, written out, and the list of areas.

A row is a code and its forms: of each gender, then of each gender in the plural; in Arabic the
two genders; in German the stem.
"""

from __future__ import annotations

# ISO 3166-1 as in force, and the code that producers of data give Kosovo.
_CODES = """
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
"""
AREAS = tuple(_CODES.split())
ENGLISH = """
AFG Afghan / ARE Emirati / AUS Australian / BEL Belgian / BGD Bangladeshi / BRA Brazilian / CAF
Central African / CAN Canadian / CHE Swiss / CHN Chinese / CIV Ivorian / CYP Cypriot / CZE Czech
/ DEU German / DNK Danish / EGY Egyptian / ESP Spanish / FIN Finnish / FRA French / GBR British
/ GRC Greek / IRL Irish / IRN Iranian / IRQ Iraqi / ISL Icelandic / ISR Israeli / JOR Jordanian
/ KOR South Korean / KWT Kuwaiti / LBN Lebanese / MCO Monegasque / MDG Malagasy / NER Nigerien /
NGA Nigerian / NLD Dutch / NZL New Zealand / PAK Pakistani / PER Peruvian / PHL Philippine / POL
Polish / PRK North Korean / PSE Palestinian / PRT Portuguese / SAU Saudi / SSD South Sudanese /
SWE Swedish / SYR Syrian / TUR Turkish / UKR Ukrainian / USA American / VNM Vietnamese / YEM
Yemeni / ZAF South African
"""
FRENCH = """
AFG afghan afghane afghans afghanes / ARE émirien émirienne émiriens émiriennes / BEL belge
belge belges belges / BFA burkinabè burkinabè burkinabè burkinabè / BGR bulgare bulgare bulgares
bulgares / CAF centrafricain centrafricaine centrafricains centrafricaines / CAN canadien
canadienne canadiens canadiennes / CHE suisse suisse suisses suisses / CHN chinois chinoise
chinois chinoises / CIV ivoirien ivoirienne ivoiriens ivoiriennes / CUB cubain cubaine cubains
cubaines / CYP chypriote chypriote chypriotes chypriotes / CZE tchèque tchèque tchèques tchèques
/ DEU allemand allemande allemands allemandes / DNK danois danoise danois danoises / DOM
dominicain dominicaine dominicains dominicaines / EGY égyptien égyptienne égyptiens égyptiennes
/ ESP espagnol espagnole espagnols espagnoles / FRA français française français françaises / GBR
britannique britannique britanniques britanniques / GHA ghanéen ghanéenne ghanéens ghanéennes /
GRC grec grecque grecs grecques / HTI haïtien haïtienne haïtiens haïtiennes / HUN hongrois
hongroise hongrois hongroises / IRN iranien iranienne iraniens iraniennes / IRQ irakien
irakienne irakiens irakiennes / ISR israélien israélienne israéliens israéliennes / KEN kényan
kényane kényans kényanes / KOR sud-coréen sud-coréenne sud-coréens sud-coréennes / KWT koweïtien
koweïtienne koweïtiens koweïtiennes / LBN libanais libanaise libanais libanaises / LVA letton
lettonne lettons lettonnes / MAR marocain marocaine marocains marocaines / MDG malgache malgache
malgaches malgaches / MNG mongol mongole mongols mongoles / NER nigérien nigérienne nigériens
nigériennes / NGA nigérian nigériane nigérians nigérianes / NZL néo-zélandais néo-zélandaise
néo-zélandais néo-zélandaises / PHL philippin philippine philippins philippines / ROU roumain
roumaine roumains roumaines / RUS russe russe russes russes / SAU saoudien saoudienne saoudiens
saoudiennes / SYR syrien syrienne syriens syriennes / TUR turc turque turcs turques / UZB ouzbek
ouzbèke ouzbeks ouzbèkes / XKX kosovar kosovare kosovars kosovares / YEM yéménite yéménite
yéménites yéménites
"""
ARABIC = """
AFG أفغاني أفغانية / ARE إماراتي إماراتية / AUT نمساوي نمساوية / BEL بلجيكي بلجيكية / BHR بحريني
بحرينية / BRA برازيلي برازيلية / CAN كندي كندية / CHE سويسري سويسرية / CHN صيني صينية / DEU
ألماني ألمانية / DJI جيبوتي جيبوتية / DZA جزائري جزائرية / EGY مصري مصرية / ESP إسباني إسبانية /
ETH إثيوبي إثيوبية / FRA فرنسي فرنسية / GBR بريطاني بريطانية / GRC يوناني يونانية / IND هندي
هندية / IRN إيراني إيرانية / IRQ عراقي عراقية / ISR إسرائيلي إسرائيلية / ITA إيطالي إيطالية /
JOR أردني أردنية / JPN ياباني يابانية / KWT كويتي كويتية / LBN لبناني لبنانية / LBY ليبي ليبية /
MAR مغربي مغربية / MRT موريتاني موريتانية / NLD هولندي هولندية / NOR نرويجي نرويجية / OMN عُماني
عُمانية / PAK باكستاني باكستانية / PSE فلسطيني فلسطينية / QAT قطري قطرية / RUS روسي روسية / SAU
سعودي سعودية / SDN سوداني سودانية / SOM صومالي صومالية / SYR سوري سورية / TUN تونسي تونسية / TUR
تركي تركية / UKR أوكراني أوكرانية / USA أمريكي أمريكية / YEM يمني يمنية
"""
SPANISH = """
AFG afgano afgana afganos afganas / ARE emiratí emiratí emiratíes emiratíes / ARG argentino
argentina argentinos argentinas / BEL belga belga belgas belgas / BGD bangladesí bangladesí
bangladesíes bangladesíes / BRA brasileño brasileña brasileños brasileñas / CAN canadiense
canadiense canadienses canadienses / CHE suizo suiza suizos suizas / CHN chino china chinos
chinas / CRI costarricense costarricense costarricenses costarricenses / DEU alemán alemana
alemanes alemanas / DNK danés danesa daneses danesas / EGY egipcio egipcia egipcios egipcias /
ESP español española españoles españolas / ETH etíope etíope etíopes etíopes / FRA francés
francesa franceses francesas / GBR británico británica británicos británicas / GRC griego griega
griegos griegas / GTM guatemalteco guatemalteca guatemaltecos guatemaltecas / HRV croata croata
croatas croatas / IRL irlandés irlandesa irlandeses irlandesas / IRN iraní iraní iraníes iraníes
/ IRQ iraquí iraquí iraquíes iraquíes / ISR israelí israelí israelíes israelíes / JOR jordano
jordana jordanos jordanas / JPN japonés japonesa japoneses japonesas / LBN libanés libanesa
libaneses libanesas / LVA letón letona letones letonas / MAR marroquí marroquí marroquíes
marroquíes / MDG malgache malgache malgaches malgaches / MNG mongol mongola mongoles mongolas /
NIC nicaragüense nicaragüense nicaragüenses nicaragüenses / PAK pakistaní pakistaní pakistaníes
pakistaníes / POL polaco polaca polacos polacas / PRT portugués portuguesa portugueses
portuguesas / PSE palestino palestina palestinos palestinas / RUS ruso rusa rusos rusas / SAU
saudí saudí saudíes saudíes / SWZ suazi suazi suazis suazis / SYR sirio siria sirios sirias /
TUR turco turca turcos turcas / UKR ucraniano ucraniana ucranianos ucranianas / USA
estadounidense estadounidense estadounidenses estadounidenses / VNM vietnamita vietnamita
vietnamitas vietnamitas / XKX kosovar kosovar kosovares kosovares / YEM yemení yemení yemeníes
yemeníes
"""
PORTUGUESE = """
AFG afegão afegã afegãos afegãs / AGO angolano angolana angolanos angolanas / BEL belga belga
belgas belgas / BRA brasileiro brasileira brasileiros brasileiras / CAN canadense canadense
canadenses canadenses / CHE suíço suíça suíços suíças / CHN chinês chinesa chineses chinesas /
COG congolês congolesa congoleses congolesas / CPV cabo-verdiano cabo-verdiana cabo-verdianos
cabo-verdianas / CZE tcheco tcheca tchecos tchecas / DEU alemão alemã alemães alemãs / DNK
dinamarquês dinamarquesa dinamarqueses dinamarquesas / EGY egípcio egípcia egípcios egípcias /
ERI eritreu eritreia eritreus eritreias / ESP espanhol espanhola espanhóis espanholas / ETH
etíope etíope etíopes etíopes / FRA francês francesa franceses francesas / GBR britânico
britânica britânicos britânicas / GRC grego grega gregos gregas / HRV croata croata croatas
croatas / IND indiano indiana indianos indianas / IRN iraniano iraniana iranianos iranianas /
IRQ iraquiano iraquiana iraquianos iraquianas / ISR israelense israelense israelenses
israelenses / ITA italiano italiana italianos italianas / JPN japonês japonesa japoneses
japonesas / KGZ quirguiz quirguiz quirguizes quirguizes / KOR sul-coreano sul-coreana
sul-coreanos sul-coreanas / LBN libanês libanesa libaneses libanesas / LVA letão letã letões
letãs / MAR marroquino marroquina marroquinos marroquinas / MNG mongol mongol mongóis mongóis /
MOZ moçambicano moçambicana moçambicanos moçambicanas / NLD neerlandês neerlandesa neerlandeses
neerlandesas / PAK paquistanês paquistanesa paquistaneses paquistanesas / POL polonês polonesa
poloneses polonesas / PRT português portuguesa portugueses portuguesas / PSE palestino palestina
palestinos palestinas / RUS russo russa russos russas / SAU saudita saudita sauditas sauditas /
SOM somali somali somalis somalis / SYR sírio síria sírios sírias / TUR turco turca turcos
turcas / UKR ucraniano ucraniana ucranianos ucranianas / XKX kosovar kosovar kosovares kosovares
/ YEM iemenita iemenita iemenitas iemenitas / ZAF sul-africano sul-africana sul-africanos
sul-africanas
"""
GERMAN = """
AFG afghanisch / AUT österreichisch / BEL belgisch / BIH bosnisch-herzegowinisch / BRA
brasilianisch / CHE schweizerisch / CHN chinesisch / CIV ivorisch / CRI costa-ricanisch / CYP
zyprisch / CZE tschechisch / DEU deutsch / DMA dominicanisch / DNK dänisch / DOM dominikanisch /
EGY ägyptisch / ESP spanisch / FIN finnisch / FRA französisch / GBR britisch / GRC griechisch /
HUN ungarisch / IND indisch / IRL irisch / IRN iranisch / IRQ irakisch / ISR israelisch / ITA
italienisch / JOR jordanisch / JPN japanisch / KEN kenianisch / KOR südkoreanisch / KWT
kuwaitisch / LBN libanesisch / MAR marokkanisch / MCO monegassisch / NER nigrisch / NGA
nigerianisch / NLD niederländisch / NZL neuseeländisch / POL polnisch / PSE palästinensisch /
RUS russisch / SAU saudi-arabisch / SWE schwedisch / SYR syrisch / TUR türkisch / UKR ukrainisch
/ USA amerikanisch / YEM jemenitisch
"""
RUSSIAN = """
AFG афганский / ARE эмиратский / ARG аргентинский / AUT австрийский / BLR белорусский / BRA
бразильский / CAN канадский / CHE швейцарский / CHN китайский / CIV ивуарийский / CYP кипрский /
CZE чешский / DEU германский / DNK датский / EGY египетский / ESP испанский / FRA французский /
GBR британский / GEO грузинский / GRC греческий / HUN венгерский / IND индийский / IRN иранский
/ IRQ иракский / ISR израильский / ITA итальянский / JOR иорданский / JPN японский / KAZ
казахстанский / KOR южнокорейский / KWT кувейтский / LBN ливанский / MAR марокканский / NER
нигерский / NGA нигерийский / NOR норвежский / PRK северокорейский / POL польский / PSE
палестинский / RUS российский / SAU саудовский / SSD южносуданский / SYR сирийский / TUR
турецкий / UKR украинский / USA американский / VNM вьетнамский / YEM йеменский / ZAF
южноафриканский
"""
