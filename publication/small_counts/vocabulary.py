"""The Danish words by which a text says how many pupils there were, or who one of them was, as regular expressions.

All are matched against folded text: small letters, composed, with plain spaces.
"""

from __future__ import annotations

FEW = r"(?:0?[1-4]|[éeè]n\b(?<!\ben)|[éeè]t\b(?<!\bet)|een|eet|to|tre|fire|tvende|trende|et\spar|begge|two|three|four)"
ANY_FEW = rf"(?:{FEW}|en|et|one)"
# Not a thousand, a decimal, a date, a share of an hour or the like.
BEFORE = r"(?<![\w.,/§])(?<!\d[.,])(?<!\w\d)"
AFTER = r"(?![\w%‰]|[.,:/]\d|\s?[%‰°½¼¾⅓⅔]|\s?(?:-|–)\s?\d|\.?\s?(?:klasse|klassetrin|årgang|trin)|\.\s(?:og|til|eller)\s\d)"

ADULTS = (
    r"(?:\w*(?:lærer|laerer|underviser|pædagog|leder|forperson|formand|formænd|musiker|kunstner|forsker|kolleg|medarbejder|"
    r"ansat|voks|forældre|konsulent|vejleder|teacher|adult)\w*)"
)
_ONE_PUPIL = (
    r"(?:\w*(?:elev|barn|dreng|pige)|deltager|ungt?|unge|knægt|tøs|pode|rolling|purk|teenager|kid|unge\smenneske|"
    r"skolebarn|mindreårig|kursist|solist|tvilling|bandmedlem|pupil|child|student|boy|girl|participant)"
)
ONE_PUPIL = rf"(?:{_ONE_PUPIL}s?\b)"
THE_PUPIL = r"(?:\w*(?:eleven|barnet|drengen|pigen|knægten|tøsen|deltageren)s?\b)"
PUPIL = (
    rf"(?:(?:\w*(?:elev(?:er(?:ne)?)?|b(?:ø|oe)rn(?:ene)?|drenge?(?:ne)?|pige(?:r(?:ne)?)?|deltager(?:e|ne)|barn)"
    rf"|deltager(?!\s(?:i|med|på|ikke|gerne|aktivt|også))|unge(?:r(?:ne)?|\smennesker)?(?!\s{ADULTS})|knægte(?:ne)?|tøser(?:ne)?"
    r"|poder(?:ne)?|rollinger(?:ne)?|purke|gutter|teenagere?|kids|musikanter|solister|kursister|bandmedlemmer|mindreårige"
    r"|autister|tvillinger|søskende|personer|hoveder|sjæle|talenter|sangere|trommeslagere|guitarister"
    r"|pupils?|child(?:ren)?|students?|boys?|girls?|kids?|participants?)s?\b)"
)
_TELLING_HOW = (
    r"(?:små|lille|nye?|unge?|glade?|stolte?|store?|søde?|dygtige?|andre|anden|andet|første|sidste|yngste|ældste|ældre|yngre"
    r"|forsigtige?|modige?|ekstra|samme|særlige|seje|skønne|kære|vilde|stille|generte|kvikke|friske|raske|livlige|dejlige"
    r"|(?!\w*(?:hundrede|tusinde?|dusin)\b)\w{2,}(?:lig|lige|ige|ske|sk|ede|ende|este|omme?|fulde?|løse?|bare|serede|erede))"
)
_OF = r"af\s(?:de|vores|mine|deres|jeres|disse|sine|(?!disse)\w{3,}s)"
_BETWEEN = rf"(?:meget|rigtig|ret|så|super|{_TELLING_HOW}|{_OF}|stk\.?|styk|stykker|og(?=\s{_TELLING_HOW})|of\s(?:the|our|its)|little|young)"
# Said of every time, every group or every adult, and so no count at a school.
RATIO = r"(?!\s(?:pr\.?|per|ad|for\shver)\s?(?:gang|gangen|lærer|underviser|voksen|instrument|lektion|uge)?\b)"
_NOT_EACH = r"(?<!pr\. )(?<!pr )(?<!per )(?<!hver )(?<!hvert )"

FEW_PUPILS = rf"{BEFORE}{_NOT_EACH}{FEW}(?:\s?\([^()\d]{{0,8}}\)|\s?\(\d\))?(?:[\s,-]+{_BETWEEN}){{0,5}}[\s,()-]*{PUPIL}{RATIO}|{BEFORE}{FEW}\s(?:\d{{1,2}}|\w{{2,8}})[\s-]?årige\b(?!\s(?:aftale|periode|indsats|forløb|projekt|plan|samarbejde))"
_JUST = r"(?:kun|bare|blot|alene|højst|max\.?|maks\.?|maksimalt|only|just|ikke\s(?:flere|mere)\send|færre\send|mindre\send|under)"
ONLY_ONE = (
    rf"\b(?:{_JUST}\s(?:om\s|på\s|med\s|for\s)?(?:en|et|one)|(?:en|et)\senkelt|(?:den|det|hans|skolens|vores)?\s?(?:eneste|single))"
    rf"\s(?:{_BETWEEN}\s){{0,3}}{ONE_PUPIL}"
)
ONE_TOOK_PART = (
    rf"\b(?:var|deltog|havde|kom|meldte|fik|mødte|blev)\s(?:der\s|vi\s|skolen\s|de\s)?(?:en|et)\s(?:{_BETWEEN}\s){{0,2}}"
    rf"{ONE_PUPIL}\s?(?:med\b(?!\s\w)|med\s(?:fra|i|på|til)\b|tilmeldt|fra\s(?:skolen|\d)|deltog|op\b|[.!?]|$)"
)
A_BOY_AND_A_GIRL = rf"\b(?:en|et)\s(?:{_BETWEEN}\s){{0,2}}(?:dreng|pige)\sog\s(?:en|et|{FEW})\s(?:{_BETWEEN}\s){{0,2}}(?:dreng|pige)(?:e|r)?\b"

_WORDS_AFTER = (
    r"(?:med|fra|i|på|var|er|blev|som|der|deltog|deltager|kom|kommer|havde|har|gik|går|spillede|spiller|fik|får|meldte|mødte"
    r"|af(?=\s(?:dem|de|\w*elever(?:ne)?|\w*børn(?:ene)?|drengene|pigerne)\b)|til|ved|ud|sang|stod|ville|kunne|skulle|tog|fulgte|begyndte|startede|nåede|gennemførte|fuldførte|sluttede|tilbage"
    r"|stykker|styk|stk|ialt|i\salt|men|for|hver|this|were|was|took|from|at|who|tilmeldte?|afsted|selv|ad)\b"
)
# Nothing is counted aloud: the sentence ends, or goes on with a verb or the like.
BARE = rf"(?=\s*(?:$|[.,;:!?()\[\]»\"“”–—/]|\n)|\s(?:{_BETWEEN}\s)?{_WORDS_AFTER}|\s{_TELLING_HOW}\s*(?:$|[.,;!?]))"
_TOOK = r"(?:var|er|blev|kom|deltog|deltager|gik|meldte|mødte|fulgte|gennemførte|fuldførte|spillede|sang|stod|took|were|was)"
_SMALL_WORDS = r"(?:der|de|vi|dem|kun|dog|her|bare|blot|i\salt|alene|også|så|ca\.?|cirka|omkring|there|only)"

LABELLED = (
    r"\b(?:antal(?:let)?(?:\s(?:af\s)?\w+)?|elevtal(?:let)?|elevantal(?:let)?|deltagertal(?:let)?|børnetal(?:let)?|elev(?:er|erne)?|"
    r"børn(?:ene)?|deltager(?:e|ne)|unge|drenge|piger|pupils?|children|participants|students|n|i\salt|ialt|sum|total)"
    rf"(?:\s(?:her|dér|der|med|i\salt|på\s[\w ]{{1,30}}?))?(?:\s?[:=(–—-]|\s(?:er|var|blev|på|udgør|udgjorde|lå\spå|faldt\stil|nåede|was|were))"
    rf"\s?(?:{_SMALL_WORDS}\s){{0,2}}{FEW}{AFTER}{BARE}"
)
TIMES = rf"\b(?:elev(?:er)?|børn|pupils?)\s?[x×*]\s?[1-4]{AFTER}|{BEFORE}[1-4]\s?[x×]\s?{PUPIL}"

# These need the school in the same sentence.
ONLY_FEW = rf"\b{_JUST}\s(?:{_SMALL_WORDS}\s|om\s|på\s|med\s|for\s){{0,2}}{ANY_FEW}{AFTER}{BARE}"
FEW_WITH = rf"\b(?:havde|har|fik|tog|sendte|talte|tæller|meldte|so[mn])\s(?:\w+\s){{0,2}}?{FEW}{AFTER}(?:\s{_BETWEEN}){{0,3}}\s(?:med|afsted|af\ssted|tilmeldt\w*|på\sholdet)\b"
FEW_TOOK = rf"{BEFORE}(?<!de )(?<!vi )(?<!begge )(?<!mål )(?:0?[1-4]|to|tre|fire|én|ét|two|three|four){AFTER}(?:\s{_BETWEEN}){{0,3}}\s(?:{_TOOK}|fra\s(?:skolen|klassen|holdet)|på\s(?:skolen|holdet)|stykker|stk|styk)\b"
WERE_FEW = rf"\b(?:{_TOOK}|tilmeldt\w*|med|op)\s(?:{_SMALL_WORDS}\s){{0,3}}{FEW}{AFTER}{BARE}"
IN_BRACKETS = rf"[(\[]\s?(?:n\s?=\s?|i\salt\s|ca\.?\s|kun\s)?{FEW}\s?[)\]]"
GROUP_OF_FEW = (
    rf"\b(?:hold|holdet|gruppe|grupper|gruppen|band|bandet|flok|makkerpar)\s(?:på|med|à|a|of)\s(?:{_SMALL_WORDS}\s)?{FEW}{AFTER}(?:{BARE}|(?=\s(?:og|samt|plus)\b))"
    rf"|{BEFORE}{FEW}\s(?:på|i)\s(?:hvert\shold|hver\sgruppe|det\s(?:ene|andet|lille)\shold)"
)
SOME_ONE = rf"\b(?:en|et)\senkelt{BARE}"

CLASS = (
    r"(?:(?<![\d.,])(?:1?\d)\.?\s?(?:klasse\w*|kl\b\.?|klassetrin|årgang\w*|[a-eu-z]\b(?!\.?\s?(?:\d|$)))"
    r"|(?:nulte|første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende)\s(?:klasse\w*|årgang))"
)
_YEARS = r"(?:[3-9]|1\d|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten)"
AGE = rf"(?:{_YEARS}\s?år\b(?!\s(?:siden|senere|før|efter|i\straek))|{_YEARS}[\s-]?årige?)"
_A_CHILD = rf"(?:\b(?:en|et|1|én|ét|den|det|denne|dette|vores|skolens|ene|eneste)\s(?:{_BETWEEN}\s){{0,2}}{ONE_PUPIL}|\b{THE_PUPIL})"
CHILD_OF_AGE = (
    rf"{_A_CHILD}\s?[,(]?\s?(?:\w+\s){{0,3}}?(?:på|i|fra|fyldt|er|går\si|,|\()?\s?(?:{AGE}|{CLASS}|{_YEARS}\))"
)
AGED_CHILD = rf"\b(?:en|et|én|ét|den|det|vores|1)\s(?:{_BETWEEN}\s)?{_YEARS}[\s-]?årige?\s(?:{_BETWEEN}\s){{0,2}}?(?:{ONE_PUPIL}|fra\b|på\b|spill|var\b|er\b|gik\b|går\b|som\b|der\b|med\b)"
CHILD_OF_CLASS = (
    r"\b(?:en|én|1|den|et)\s\d\.\s?-?klasses?-?(?:elev|dreng|pige|barn)\b|\b(?:en|én|den)\s\d\.?\s?-?klasser\b"
)
BIRTH = r"\bfødt\s(?:den\s|d\.?\s|i\s)?(?:\d{1,2}[./\s-]|\d{4}|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*)|\bfødsels(?:dag|dato)\w*|\bborn\son\b"
# Beside a hidden count the class, the age or the gender alone is enough.
TELLS_WHO = rf"{CLASS}|{_YEARS}\s?år\b(?!\s(?:siden|senere|før|efter|i\straek))|{_YEARS}[\s-]?årige?(?:\s{PUPIL}|{BARE})|\b(?:dreng|pige)(?:e|r|rne|en|ene|n|ne|s)?\b|\bsolo\w*"

# A name with a class or an age, in the text with its capitals. Groups: the name, and what stands right before it.
_CLASS_CASED = r"(?:1?\d\.?\s?(?:klasse|kl\b|årgang|[a-eA-EuU-ZxyzXYZ]\b)|(?:første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende)\sklasse)"
_NAME = r"[A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøåé]+)?"
NAMED_CHILD = (
    rf"(?P<name>{_NAME})(?:\s{_NAME}){{0,2}}(?:\s[A-ZÆØÅ]\.)?\s?(?:,\s?|\(\s?|–\s?|-\s?)?"
    rf"(?:(?:er|går|gik|på|fra|i|som|der|elev|kun|var|eleven|med|fyldte|blev)\s){{0,4}}"
    rf"(?:{_CLASS_CASED}|{_YEARS}\s?år\b(?!\s(?:siden|senere|før))|(?:[5-9]|1\d)\s?\))"
    rf"|(?i:{_YEARS})[\s-]?årige?\s(?P<aged>{_NAME})|(?:1?\d)\.?\s?[a-eA-E](?:'?s)\s(?P<owned>{_NAME})"
)
NO_NAMES = frozenset(
    """Musik Kultur Elever Eleverne Børn Børnene Undervisningen Undervisning Forløbet Forløb Holdet Hold Skolen Skole Alle
    Nogle Mange Her Der De Det Den Dem Vi Hun Han Man Fra Til Med Og I På For Klasse Klasserne Deltagerne Lærerne Læreren
    Begge Flere Så Også Senere Derefter Indsatsen Projektet Samarbejdet Kor Sang Band Billedkunst Drama Dans Periode
    Perioden Aftalen Formatet Format Kort Mellem Langt Tabellen Fordelt Omkring Efter Før Under Over Mindst Ca Kun Drenge
    Piger Unge Hele Timerne Timen Gruppen Grupperne Kommune Kommunen Region Specialskole Specialklasse Danmark Klassetrin
    Alder Alderen Trin Skoleår Skoleåret Lektion Lektioner Næsten Både Typisk Oftest Fag Faget Dansk Matematik Rapporten
    Basen Minutter Varighed Ugen Uge Når Hvis Som Hver Hvert Om Men Ved Mens Jo Resultaterne Musikundervisning Efterår
    Foråret Efteråret Januar Februar Marts April Maj Juni Juli August September Oktober November December""".split()
)
FIRST_NAMES = (
    "aksel|albert|alberte|alfred|alma|amalie|amir|andreas|anna|anton|asger|asta|august|aya|benjamin|bertram|caroline|carl|"
    "cecilie|christian|clara|david|ella|ellen|ellie|elias|emil|emilie|emily|emma|ester|felix|filippa|finn|freja|frida|"
    "frederik|gustav|hannah|hassan|ibrahim|ida|isabella|jakob|johan|johanne|josefine|julie|karla|kasper|lasse|laura|lea|"
    "lily|liva|liv|louis|lucas|lukas|luna|lærke|mads|maja|malthe|marie|marius|mathias|mathilde|matilde|mikkel|mille|"
    "mohammed|nanna|nikolaj|noah|nora|nour|oliver|olivia|oscar|oskar|otto|philip|rasmus|rosa|sara|sarah|sebastian|sigurd|"
    "silas|simon|sofia|sofie|storm|theo|theodor|thea|theis|tobias|valdemar|victor|victoria|viggo|viktor|villads|villum|"
    "vilma|walter|william|yusuf|zahra"
)
# A name from the list, and somewhere after it in the sentence a class or an age; of an adult the sentence says what they do.
KNOWN_CHILD = (
    rf"\b(?:{FIRST_NAMES})\b(?!\s(?!fra|går|gik|er|på|i\b|som|der|var)\w+\s(?:{ADULTS}))"
    r"(?:(?!undervis|lærer|leder|ansat|arbejde|pædagog|forsk|siden)[^.!?\n]){0,60}?"
    rf"(?:\s(?:i|fra)\s{CLASS}|[\s,(]{_YEARS}\s?år\b(?!\s(?:siden|senere|før|på|som|i)))"
)
# In ids and other text without capitals a name is known from a list.
LISTED_NAME = rf"\b(?:{FIRST_NAMES})\s(?:fra\s|i\s|på\s|,\s)?(?:1?\d\.?\s?[a-e]\b|1?\d\.?\s?(?:klasse|kl|år)\b)"

_DAY = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
CPR = (
    rf"(?<![\d.,-]){_DAY}\s?[-–—]\s?\d{{4}}(?![\d-])|(?<![\w.,/=–-]){_DAY}\s?\d{{4}}(?![\w/–-]|[.,]\d)"
    r"|\bcpr(?:[\s.-]?(?:nr|nummer))?\.?\s?:?\s?\d{6}"
)

# Small numbers that count no pupils, blanked out before the sentence's own numbers are looked at.
HARMLESS = (
    r"\b(?:s|side|sider|kl|nr|mål|trin|fase|uge|ugen|del|punkt|kapitel|kap|afsnit|bind|figur|tabel|note|år|version|dag|lektion|klasse"
    r"|bilag|spor|niveau|udgave|modul|lokale|sal|format|linje|model|værksted|p)\.?\s\d{1,4}(?:\s?[-–]\s?\d{1,4})?\b"
    r"|§{1,3}\s?\d{1,4}|\d{1,2}[.:]\d{2}\b|\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\b|\d{4}-\d\d(?:-\d\d)?|\b\d{1,2}[./]\s?\d{1,2}[./-]\s?\d{2,4}\b"
    r"|\b\d{1,2}\.\s?(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan|feb|mar|apr|aug|sep|okt|nov|dec)\b"
    r"|(?<!\d)\d{1,9},\d{1,9}|(?<!\d)\d{1,3}(?:[.\s]\d{3}){1,4}\b|(?<!\d)\d{1,9}\s?(?:%|procent|kr\b|kroner|km|m\b|cm|mm|kg|timer?|min\b|minut\w*|gange?|uger?|år\b|dage?)"
    r"|\b(?:to\sog\sto|en\sog\sen|én\sog\sén|en\stil\s(?:en|to)|to\sog\saf|en\stil\stre)\b"
)
