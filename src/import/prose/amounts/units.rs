//! The units that an amount may have.

use super::super::lexicon::Lex;
use super::super::token::Window;
use crate::import::units;

/// A known unit: its sign in a dossier, and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownUnit {
    /// What a dossier writes: an ISO 4217 code, `percent`, `t`.
    pub code: &'static str,
    /// Its name in the singular.
    pub name: &'static str,
}

const fn unit(code: &'static str, name: &'static str) -> KnownUnit {
    KnownUnit { code, name }
}

/// One per cent.
pub(super) const PERCENT: KnownUnit = unit("percent", "percentage");
/// A sign of the dollar that does not say whose.
pub(super) const DOLLAR: KnownUnit = unit("USD", "dollar");

/// The money that a sign or a code before a number means, the tokens from which it begins, and whether its country is said.
pub(super) fn money_before(w: &Window, at: usize) -> Option<(KnownUnit, usize, bool)> {
    let before = at.checked_sub(1)?;
    let is_negative = before > 0 && matches!(w.lex(before), Lex::Sign('-' | '−')) && !w.spaced(before) && !w.spaced(at);
    let before = before - usize::from(is_negative);
    if let Lex::Sign(sign) = w.lex(before) {
        let (unit, is_said) = match sign {
            '$' | '＄' => return dollars(w, before),
            '£' => (unit("GBP", "pound sterling"), false),
            '€' => (unit("EUR", "euro"), true),
            '¥' | '￥' => (unit("JPY", "japanese yen"), false),
            '₩' => (unit("KRW", "south korean won"), false),
            '₹' => (unit("INR", "indian rupee"), true),
            '₽' => (unit("RUB", "russian ruble"), true),
            '₪' => (unit("ILS", "shekel"), true),
            '₫' => (unit("VND", "vietnamese dong"), true),
            '฿' => (unit("THB", "thai baht"), true),
            '₿' => (unit("BTC", "bitcoin"), true),
            '₺' => (unit("TRY", "turkish lira"), true),
            '₴' => (unit("UAH", "ukrainian hryvnia"), true),
            '₦' => (unit("NGN", "nigerian naira"), true),
            '₱' => (unit("PHP", "philippine peso"), true),
            '₭' => (unit("LAK", "lao kip"), true),
            '₡' => (unit("CRC", "costa rican colón"), true),
            // As news agencies write it: "Y=590 billion".
            '=' if w.word(before.wrapping_sub(1)) == "Y" && !w.spaced(before) => {
                return Some((unit("JPY", "japanese yen"), before - 1, true));
            }
            '.' if w.is_one_of(before.wrapping_sub(1), &["rp", "rs"]) => {
                return code(w.word(before - 1)).map(|unit| (unit, before - 1, true));
            }
            _ => return None,
        };
        return Some((unit, before, is_said));
    }
    // "$US5 million", "$A5".
    if w.sign(before.wrapping_sub(1), '$')
        && !w.spaced(before)
        && !w.spaced(at)
        && let Some(unit) = dollar_of(w.word(before))
    {
        return Some((unit, before - 1, true));
    }
    code(w.word(before)).map(|unit| (unit, before, true))
}

/// Whose dollar a country's letters beside the sign mean.
fn dollar_of(letters: &str) -> Option<KnownUnit> {
    Some(match letters {
        "US" => DOLLAR,
        "A" | "AU" => unit("AUD", "australian dollar"),
        "C" | "CA" | "Can" => unit("CAD", "canadian dollar"),
        "HK" => unit("HKD", "hong kong dollar"),
        "NT" => unit("TWD", "taiwan dollar"),
        "S" => unit("SGD", "singapore dollar"),
        "NZ" => unit("NZD", "new zealand dollar"),
        "R" => unit("BRL", "brazilian real"),
        "Mex" | "MX" => unit("MXN", "mexican peso"),
        _ => return None,
    })
}

/// The dollars of a country, by what stands before the sign.
///
/// Letters at the sign that are not known, as in “B$”, are somebody’s dollars, and nobody says whose.
fn dollars(w: &Window, sign: usize) -> Option<(KnownUnit, usize, bool)> {
    let before = sign.wrapping_sub(1);
    let close = !w.spaced(sign);
    let named = match w.word(before) {
        "US" | "HK" | "NT" | "NZ" => dollar_of(w.word(before)),
        "c" => Some(unit("CAD", "canadian dollar")),
        letters if close => dollar_of(letters).or_else(|| code(letters).filter(|_| letters.len() == 3)),
        _ => None,
    };
    if let Some(unit) = named {
        return Some((unit, before, true));
    }
    let is_points = w.sign(before, '.')
        && w.word(before.wrapping_sub(1)).eq_ignore_ascii_case("s")
        && w.word(before.wrapping_sub(3)).eq_ignore_ascii_case("u");
    if is_points {
        return Some((DOLLAR, before - 3, true));
    }
    let has_letters = close && w.lex(before) == Lex::Word && w.capital(before) && w.word(before).len() < 4;
    if has_letters {
        let name = format!("{}$", w.word(before).to_lowercase());
        return units::currency_at(&[&name]).map(|(found, _)| (currency(found), before, true));
    }
    Some((DOLLAR, sign, false))
}

/// The money of a code or an abbreviation.
fn code(word: &str) -> Option<KnownUnit> {
    let mut upper = [0_u8; 3];
    let lower = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let known = if lower && !matches!(word, "try" | "all" | "top" | "sos" | "bam" | "php") {
        for (to, byte) in upper.iter_mut().zip(word.bytes()) {
            *to = byte.to_ascii_uppercase();
        }
        std::str::from_utf8(&upper).unwrap_or(word)
    } else {
        word
    };
    Some(match known {
        "USD" => DOLLAR,
        "EUR" => unit("EUR", "euro"),
        "GBP" => unit("GBP", "pound sterling"),
        "JPY" => unit("JPY", "japanese yen"),
        "KRW" => unit("KRW", "south korean won"),
        "KPW" => unit("KPW", "north korean won"),
        "CNY" | "RMB" | "Rmb" => unit("CNY", "chinese yuan"),
        "IDR" | "Rp" | "rp" => unit("IDR", "indonesian rupiah"),
        "INR" | "Rs" | "rs" => unit("INR", "rupee"),
        "MYR" | "RM" => unit("MYR", "malaysian ringgit"),
        "SGD" => unit("SGD", "singapore dollar"),
        "HKD" => unit("HKD", "hong kong dollar"),
        "AUD" => unit("AUD", "australian dollar"),
        "CAD" => unit("CAD", "canadian dollar"),
        "CHF" => unit("CHF", "swiss franc"),
        "SEK" => unit("SEK", "swedish krona"),
        "NOK" => unit("NOK", "norwegian krone"),
        "DKK" => unit("DKK", "danish krone"),
        "RUB" => unit("RUB", "russian ruble"),
        "THB" => unit("THB", "thai baht"),
        "PHP" => unit("PHP", "philippine peso"),
        "VND" => unit("VND", "vietnamese dong"),
        "TWD" => unit("TWD", "taiwan dollar"),
        "NIS" | "ILS" => unit("ILS", "shekel"),
        "TRY" => unit("TRY", "turkish lira"),
        "ZAR" => unit("ZAR", "south african rand"),
        "BRL" => unit("BRL", "brazilian real"),
        "MXN" => unit("MXN", "mexican peso"),
        "SAR" => unit("SAR", "saudi riyal"),
        "AED" => unit("AED", "uae dirham"),
        "BTC" => unit("BTC", "bitcoin"),
        // Every other code of ISO 4217 as it is written, in capitals, but those that are words or countries as well.
        _ if word.len() == 3 && !units::is_code_of_more(word) => return units::currency_by_code(word).map(currency),
        _ => return None,
    })
}

fn currency(unit: &'static units::Unit) -> KnownUnit {
    let name = unit.names.iter().find(|name| name.contains(' ')).or(unit.names.first());
    KnownUnit { code: unit.id, name: name.copied().unwrap_or(unit.id) }
}

/// The currency that so many words or more name from here on: “Pakistani rupees”.
fn named_currency(w: &Window, at: usize, least: usize) -> Option<(KnownUnit, usize)> {
    const MOST_WORDS: usize = 5;
    let first = w.word(at).to_lowercase();
    if !units::begins_currency(&first) {
        return None;
    }
    let rest = (at + 1..at + MOST_WORDS).map(|at| w.word(at).to_lowercase());
    let words: Vec<String> = std::iter::once(first).chain(rest).take_while(|word| !word.is_empty()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (found, count) = units::currency_at(&words).filter(|(_, count)| *count >= least)?;
    Some((currency(found), at + count))
}

/// The known unit after a number, and the token after it.
pub(super) fn after(w: &Window, at: usize) -> Option<(KnownUnit, usize)> {
    if let Some(found) = sign_after(w, at) {
        return Some(found);
    }
    let word = w.word(at);
    if let Some(unit) = code(word).filter(|_| word.len() == 3) {
        return Some((unit, at + 1));
    }
    // Words of several parts first.
    let (prefix, at_noun) = nationality(w, at);
    if let Some(prefix) = prefix
        && let Some(unit) = national(prefix, w.word(at_noun))
    {
        return Some((unit, at_noun + 1));
    }
    if let Some(found) = compound(w, at) {
        return Some(found);
    }
    // "32m2", "5 km2".
    if w.lex(at + 1) == Lex::Number && !w.spaced(at + 1) && w.word(at + 1) == "2" {
        let squared = match word {
            "m" => Some(unit("m²", "square metre")),
            "km" => Some(unit("km²", "square kilometre")),
            _ => None,
        };
        if let Some(unit) = squared {
            return Some((unit, at + 2));
        }
    }
    named_currency(w, at, 2).or_else(|| simple(word).map(|unit| (unit, at + 1))).or_else(|| named_currency(w, at, 1))
}

fn sign_after(w: &Window, at: usize) -> Option<(KnownUnit, usize)> {
    let Lex::Sign(sign) = w.lex(at) else { return None };
    Some(match sign {
        '%' => {
            let is_points = w.is_one_of(at + 1, &["points", "point"]);
            if is_points { (unit("percentage-points", "percentage point"), at + 2) } else { (PERCENT, at + 1) }
        }
        '$' if w.lex(at + 1) != Lex::Number || w.spaced(at + 1) => (DOLLAR, at + 1),
        '€' => (unit("EUR", "euro"), at + 1),
        '£' if w.lex(at + 1) != Lex::Number => (unit("GBP", "pound sterling"), at + 1),
        '₩' => (unit("KRW", "south korean won"), at + 1),
        '₡' => (unit("CRC", "costa rican colón"), at + 1),
        '₭' => (unit("LAK", "lao kip"), at + 1),
        '₹' => (unit("INR", "indian rupee"), at + 1),
        '₽' => (unit("RUB", "russian ruble"), at + 1),
        '₺' => (unit("TRY", "turkish lira"), at + 1),
        '°' if w.word(at + 1) == "C" => (unit("°C", "celsius"), at + 2),
        '°' if w.word(at + 1) == "F" => (unit("°F", "fahrenheit"), at + 2),
        '°' => (unit("°", "degree"), at + 1),
        '″' => (unit("in", "inch"), at + 1),
        '′' => (unit("ft", "foot"), at + 1),
        '¢' => (unit("cent", "cent"), at + 1),
        _ => return None,
    })
}

/// The words that say whose money it is.
const NATIONS: [&str; 22] = [
    "us",
    "american",
    "canadian",
    "australian",
    "singapore",
    "hong",
    "new",
    "swiss",
    "french",
    "chinese",
    "japanese",
    "korean",
    "indonesian",
    "indian",
    "russian",
    "british",
    "turkish",
    "mexican",
    "danish",
    "swedish",
    "norwegian",
    "egyptian",
];

/// The word that says whose money it is, and where the money's word stands.
fn nationality(w: &Window, at: usize) -> (Option<&'static str>, usize) {
    if w.is(at, "u") && w.sign(at + 1, '.') && w.is(at + 2, "s") && w.sign(at + 3, '.') {
        return (Some("us"), at + 4);
    }
    let found = NATIONS.iter().find(|known| w.is(at, known)).copied();
    match found {
        Some("hong" | "new") if w.is_one_of(at + 1, &["kong", "zealand"]) => (found, at + 2),
        Some("new") if w.is(at + 1, "taiwan") => (Some("taiwan"), at + 2),
        Some("hong" | "new") => (None, at + 1),
        _ => (found, at + 1),
    }
}

fn national(nation: &str, money: &str) -> Option<KnownUnit> {
    let money = money.to_ascii_lowercase();
    let money = money.strip_suffix('s').unwrap_or(&money);
    Some(match (nation, money) {
        ("us" | "american", "dollar") => DOLLAR,
        ("canadian", "dollar") => unit("CAD", "canadian dollar"),
        ("australian", "dollar") => unit("AUD", "australian dollar"),
        ("singapore", "dollar") => unit("SGD", "singapore dollar"),
        ("hong", "dollar") => unit("HKD", "hong kong dollar"),
        ("taiwan", "dollar") => unit("TWD", "taiwan dollar"),
        ("new", "dollar") => unit("NZD", "new zealand dollar"),
        ("swiss", "franc") => unit("CHF", "swiss franc"),
        ("french", "franc") => unit("FRF", "french franc"),
        ("chinese", "yuan") => unit("CNY", "chinese yuan"),
        ("japanese", "yen") => unit("JPY", "japanese yen"),
        ("korean", "won") => unit("KRW", "south korean won"),
        ("indonesian", "rupiah") => unit("IDR", "indonesian rupiah"),
        ("indian", "rupee") => unit("INR", "indian rupee"),
        ("russian", "ruble" | "rouble") => unit("RUB", "russian ruble"),
        ("british", "pound") => unit("GBP", "pound sterling"),
        ("turkish", "lira") => unit("TRY", "turkish lira"),
        ("mexican", "peso") => unit("MXN", "mexican peso"),
        ("danish", "krone" | "kroner" | "crown") => unit("DKK", "danish krone"),
        ("swedish", "krona" | "kronor" | "crown") => unit("SEK", "swedish krona"),
        ("norwegian", "krone" | "kroner" | "crown") => unit("NOK", "norwegian krone"),
        ("egyptian", "pound") => unit("EGP", "egyptian pound"),
        _ => return None,
    })
}

/// Units of several words.
fn compound(w: &Window, at: usize) -> Option<(KnownUnit, usize)> {
    const KNOWN: &[(&[&str], KnownUnit)] = &[
        (&["per", "cent"], PERCENT),
        (&["percentage", "points"], unit("percentage-points", "percentage point")),
        (&["percentage", "point"], unit("percentage-points", "percentage point")),
        (&["percent", "points"], unit("percentage-points", "percentage point")),
        (&["basis", "points"], unit("basis-points", "basis point")),
        (&["basis", "point"], unit("basis-points", "basis point")),
        (&["pounds", "sterling"], unit("GBP", "pound sterling")),
        (&["miles", "per", "hour"], unit("mph", "mile per hour")),
        (&["miles", "an", "hour"], unit("mph", "mile per hour")),
        (&["miles", "per", "gallon"], unit("mpg", "mile per gallon")),
        (&["kilometres", "per", "hour"], unit("km/h", "kilometre per hour")),
        (&["kilometers", "per", "hour"], unit("km/h", "kilometre per hour")),
        (&["km", "/", "h"], unit("km/h", "kilometre per hour")),
        (&["square", "feet"], unit("ft²", "square foot")),
        (&["square", "foot"], unit("ft²", "square foot")),
        (&["square", "miles"], unit("mi²", "square mile")),
        (&["square", "mile"], unit("mi²", "square mile")),
        (&["square", "metres"], unit("m²", "square metre")),
        (&["square", "meters"], unit("m²", "square metre")),
        (&["square", "metre"], unit("m²", "square metre")),
        (&["square", "kilometres"], unit("km²", "square kilometre")),
        (&["square", "kilometers"], unit("km²", "square kilometre")),
        (&["square", "kilometre"], unit("km²", "square kilometre")),
        (&["sq", "m"], unit("m²", "square metre")),
        (&["km", "/", "hr"], unit("km/h", "kilometre per hour")),
        (&["sq", "km"], unit("km²", "square kilometre")),
        (&["sq", "ft"], unit("ft²", "square foot")),
        (&["cubic", "feet"], unit("ft³", "cubic foot")),
        (&["cubic", "metres"], unit("m³", "cubic metre")),
        (&["cubic", "meters"], unit("m³", "cubic metre")),
        (&["degrees", "celsius"], unit("°C", "celsius")),
        (&["degrees", "fahrenheit"], unit("°F", "fahrenheit")),
        (&["metric", "tons"], unit("t", "tonne")),
        (&["metric", "tonnes"], unit("t", "tonne")),
        (&["metric", "ton"], unit("t", "tonne")),
        (&["kilowatt", "hours"], unit("kWh", "kilowatt hour")),
        (&["kilowatt", "-", "hours"], unit("kWh", "kilowatt hour")),
        (&["gigawatt", "hours"], unit("GWh", "gigawatt hour")),
        (&["pound", "-", "feet"], unit("lbf⋅ft", "pound-foot")),
        (&["pound", "feet"], unit("lbf⋅ft", "pound-foot")),
        (&["lb", "-", "ft"], unit("lbf⋅ft", "pound-foot")),
        (&["years", "old"], unit("years-of-age", "year of age")),
        (&["years", "of", "age"], unit("years-of-age", "year of age")),
        (&["year", "-", "old"], unit("years-of-age", "year of age")),
        (&["year", "-", "olds"], unit("years-of-age", "year of age")),
        (&["year", "old"], unit("years-of-age", "year of age")),
        (&["months", "old"], unit("months-of-age", "month of age")),
        (&["month", "-", "old"], unit("months-of-age", "month of age")),
        (&["parts", "per", "billion"], unit("ppb", "parts-per-billion")),
        (&["parts", "per", "million"], unit("ppm", "parts-per-million")),
        (&["light", "years"], unit("ly", "light-year")),
        (&["nautical", "miles"], unit("nmi", "nautical mile")),
        (&["brake", "horsepower"], unit("bhp", "brake horsepower")),
    ];
    KNOWN.iter().find(|(words, _)| words.iter().enumerate().all(|(step, word)| w.is(at + step, word))).map(
        |(words, unit)| {
            let to = at + words.len();
            (*unit, to)
        },
    )
}

/// Units of one word; signs keep their capitals.
pub(in super::super) fn simple(word: &str) -> Option<KnownUnit> {
    let lower = word.to_ascii_lowercase();
    let sign = SIGNS.iter().find(|(sign, _)| *sign == word).map(|(_, unit)| *unit);
    sign.or_else(|| NAMED.iter().find(|(words, _)| words.contains(&lower.as_str())).map(|(_, unit)| *unit))
}

const NAMED: &[(&[&str], KnownUnit)] = &[
    (&["percent", "pct", "pc", "persen"], PERCENT),
    (&["dollar", "dollars", "dolar"], DOLLAR),
    (&["euro", "euros"], unit("EUR", "euro")),
    (&["pound", "pounds"], unit("lb", "pound-mass")),
    (&["yen"], unit("JPY", "japanese yen")),
    (&["won"], unit("KRW", "south korean won")),
    (&["yuan", "renminbi"], unit("CNY", "chinese yuan")),
    (&["rupiah"], unit("IDR", "indonesian rupiah")),
    (&["rupee", "rupees"], unit("INR", "rupee")),
    (&["ringgit", "ringgits"], unit("MYR", "malaysian ringgit")),
    (&["franc", "francs"], unit("CHF", "swiss franc")),
    (&["mark", "marks"], unit("DEM", "mark")),
    (&["peso", "pesos"], unit("MXN", "mexican peso")),
    (&["ruble", "rubles", "rouble", "roubles"], unit("RUB", "russian ruble")),
    (&["lira", "liras"], unit("TRY", "turkish lira")),
    (&["baht"], unit("THB", "thai baht")),
    (&["shekel", "shekels"], unit("ILS", "shekel")),
    (&["kuna"], unit("HRK", "croatian kuna")),
    (&["kip"], unit("LAK", "lao kip")),
    (&["rand"], unit("ZAR", "south african rand")),
    (&["riyal", "riyals"], unit("SAR", "saudi riyal")),
    (&["dirham", "dirhams"], unit("AED", "uae dirham")),
    (&["bitcoin", "bitcoins"], unit("BTC", "bitcoin")),
    (&["cent", "cents"], unit("cent", "cent")),
    (&["pence", "penny", "pennies"], unit("penny", "penny")),
    (&["sen"], unit("sen", "sen")),
    (&["tonne", "tonnes", "ton", "tons"], unit("t", "tonne")),
    (&["kilogram", "kilograms", "kilo", "kilos", "kg", "kgs"], unit("kg", "kilogram")),
    (&["gram", "grams", "grammes"], unit("g", "gram")),
    (&["milligram", "milligrams", "mg"], unit("mg", "milligram")),
    (&["ounce", "ounces", "oz"], unit("oz", "ounce")),
    (&["lb", "lbs"], unit("lb", "pound-mass")),
    (&["barrel", "barrels", "bbl"], unit("bbl", "barrel")),
    (&["litre", "litres", "liter", "liters"], unit("L", "litre")),
    (&["millilitre", "millilitres", "milliliter", "milliliters", "ml"], unit("mL", "millilitre")),
    (&["gallon", "gallons"], unit("gal", "gallon")),
    (&["pint", "pints"], unit("pt", "pint")),
    (&["quart", "quarts"], unit("qt", "quart")),
    (&["bushel", "bushels"], unit("bu", "bushel")),
    (&["mile", "miles", "mi"], unit("mi", "mile")),
    (&["kilometre", "kilometres", "kilometer", "kilometers", "km", "kms"], unit("km", "kilometre")),
    (&["metre", "metres", "meter", "meters"], unit("m", "metre")),
    (&["centimetre", "centimetres", "centimeter", "centimeters", "cm"], unit("cm", "centimetre")),
    (&["millimetre", "millimetres", "millimeter", "millimeters", "mm"], unit("mm", "millimetre")),
    (&["nanometre", "nanometres", "nanometer", "nanometers", "nm"], unit("nm", "nanometre")),
    (&["yard", "yards"], unit("yd", "yard")),
    (&["foot", "feet", "ft"], unit("ft", "foot")),
    (&["inch", "inches"], unit("in", "inch")),
    (&["acre", "acres"], unit("acre", "acre")),
    (&["hectare", "hectares"], unit("ha", "hectare")),
    (&["mph"], unit("mph", "mile per hour")),
    (&["mpg"], unit("mpg", "mile per gallon")),
    (&["kph", "kmh"], unit("km/h", "kilometre per hour")),
    (&["horsepower", "hp"], unit("hp", "horsepower")),
    (&["bhp"], unit("bhp", "brake horsepower")),
    (&["watt", "watts"], unit("W", "watt")),
    (&["kilowatt", "kilowatts"], unit("kW", "kilowatt")),
    (&["megawatt", "megawatts"], unit("MW", "megawatt")),
    (&["gigawatt", "gigawatts"], unit("GW", "gigawatt")),
    (&["volt", "volts"], unit("V", "volt")),
    (&["gigabyte", "gigabytes", "gb"], unit("GB", "gigabyte")),
    (&["megabyte", "megabytes", "mb"], unit("MB", "megabyte")),
    (&["terabyte", "terabytes", "tb"], unit("TB", "terabyte")),
    (&["hertz", "hz"], unit("Hz", "hertz")),
    (&["rpm"], unit("rpm", "revolutions per minute")),
    (&["mah"], unit("mAh", "milliampere-hour")),
    (&["mmbtu"], unit("MMBtu", "mega british thermal unit")),
    (&["second", "seconds", "secs"], unit("s", "second")),
    (&["minute", "minutes", "mins", "min"], unit("min", "minute")),
    (&["hour", "hours", "hrs"], unit("h", "hour")),
    (&["day", "days", "hari"], unit("d", "day")),
    (&["week", "weeks", "minggu"], unit("week", "week")),
    (&["month", "months", "bulan"], unit("month", "month")),
    (&["year", "years", "tahun", "yrs"], unit("year", "year")),
    (&["decade", "decades"], unit("decade", "decade")),
    (&["century", "centuries"], unit("century", "century")),
    (&["fahrenheit"], unit("°F", "fahrenheit")),
    (&["celsius", "centigrade"], unit("°C", "celsius")),
    (&["gigapascal", "gigapascals"], unit("GPa", "gigapascal")),
    (&["satoshi", "satoshis"], unit("satoshi", "satoshi")),
    (&["degree", "degrees"], unit("°", "degree")),
    (&["decibel", "decibels", "db"], unit("dB", "decibel")),
    (&["people", "persons", "orang"], unit("people", "people")),
    (&["points", "point"], unit("point", "point")),
    (&["times"], unit("times", "time")),
];

const SIGNS: &[(&str, KnownUnit)] = &[
    ("t", unit("t", "tonne")),
    ("g", unit("g", "gram")),
    ("m", unit("m", "metre")),
    ("L", unit("L", "litre")),
    ("l", unit("L", "litre")),
    ("W", unit("W", "watt")),
    ("kW", unit("kW", "kilowatt")),
    ("MW", unit("MW", "megawatt")),
    ("GW", unit("GW", "gigawatt")),
    ("kWh", unit("kWh", "kilowatt hour")),
    ("MWh", unit("MWh", "megawatt hour")),
    ("GWh", unit("GWh", "gigawatt hour")),
    ("TWh", unit("TWh", "terawatt hour")),
    ("GHz", unit("GHz", "gigahertz")),
    ("MHz", unit("MHz", "megahertz")),
    ("kHz", unit("kHz", "kilohertz")),
    ("Nm", unit("N⋅m", "newton metre")),
    ("GPa", unit("GPa", "gigapascal")),
    ("WAR", unit("WAR", "win above replacement")),
    ("V", unit("V", "volt")),
    ("F", unit("°F", "fahrenheit")),
    ("C", unit("°C", "celsius")),
    ("µm", unit("µm", "micrometre")),
    ("μm", unit("µm", "micrometre")),
    ("ppm", unit("ppm", "parts-per-million")),
    ("ppb", unit("ppb", "parts-per-billion")),
    ("PS", unit("PS", "horsepower")),
    ("TEU", unit("TEU", "twenty-foot equivalent unit")),
    ("DWT", unit("DWT", "deadweight tonne")),
    ("bpd", unit("bbl/d", "barrel per day")),
];
