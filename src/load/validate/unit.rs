//! Units that read well and compute badly: a symbol in the place of a currency's code, or a power of ten beside it.

/// Currencies by what is written in the place of their code of ISO 4217, in small letters.
const CURRENCIES: [(&str, &str); 30] = [
    ("us dollars", "USD"),
    ("us dollar", "USD"),
    ("u.s. dollars", "USD"),
    ("us$", "USD"),
    ("u.s.$", "USD"),
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("s$", "SGD"),
    ("hk$", "HKD"),
    ("$", "USD"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("€", "EUR"),
    ("pounds", "GBP"),
    ("£", "GBP"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("rmb", "CNY"),
    ("¥", "JPY"),
    ("won", "KRW"),
    ("₩", "KRW"),
    ("rupiah", "IDR"),
    ("rp", "IDR"),
    ("₹", "INR"),
    ("roubles", "RUB"),
    ("rubles", "RUB"),
    ("₽", "RUB"),
];

/// Powers of ten by their words.
const POWERS: [(&str, u8); 21] = [
    ("thousands", 3),
    ("thousand", 3),
    ("millions", 6),
    ("million", 6),
    ("billions", 9),
    ("billion", 9),
    ("trillions", 12),
    ("trillion", 12),
    ("mln", 6),
    ("mio", 6),
    ("mil", 6),
    ("mrd", 9),
    ("bln", 9),
    ("mn", 6),
    ("bn", 9),
    ("tn", 12),
    ("juta", 6),
    ("miliar", 9),
    ("000s", 3),
    ("k", 3),
    ("m", 6),
];

/// What to write instead of a unit that no value is compared or plotted in; `None` where it is one.
pub(super) fn remedy(unit: &str) -> Option<String> {
    if is_code(unit) {
        return None;
    }
    let folded = unit.to_lowercase().replace(['(', ')', ','], " ");
    let mut rest = folded.trim().to_owned();
    let mut power = None;
    for (word, of) in POWERS {
        // Letters that stand for a power alone are only that beside a currency: “m” is also a metre.
        let is_word = word.len() > 2;
        let without = |text: &str| {
            let at_end = text
                .strip_suffix(word)
                .filter(|left| !left.ends_with(char::is_alphabetic) || left.len() == 3 || left.ends_with('$'));
            let at_start = text.strip_prefix(word).filter(|left| left.starts_with(' '));
            at_end.or(at_start).map(|left| left.trim().trim_start_matches("of ").trim().to_owned())
        };
        if let Some(left) = without(&rest)
            && !left.is_empty()
            && (is_word || currency(&left).is_some())
        {
            (rest, power) = (left, Some(of));
            break;
        }
    }
    let unit_of_rest = currency(&rest);
    let bare = match (unit_of_rest, power) {
        (Some(code), _) => code,
        (None, Some(_)) => unit.split_whitespace().find(|word| word.to_lowercase() == rest).map(str::to_owned)?,
        (None, None) => return None,
    };
    Some(match power {
        Some(power) => format!("write \"{bare}\", and the power of ten in the value, as in \"3.26e{power}\""),
        None => format!("write \"{bare}\", the code of the currency (ISO 4217)"),
    })
}

/// The code of a currency that is written in another way, or in small letters.
fn currency(text: &str) -> Option<String> {
    let known = CURRENCIES.iter().find(|(name, _)| *name == text).map(|(_, code)| (*code).to_owned());
    let code = text.to_uppercase();
    known.or_else(|| KNOWN_CODES.contains(&code.as_str()).then_some(code))
}

/// Codes that are recognised in small letters or beside a power of ten.
const KNOWN_CODES: [&str; 20] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD", "IDR", "INR", "JPY", "KPW", "KRW", "MYR", "NOK", "PHP",
    "RUB", "SEK", "SGD", "USD",
];

fn is_code(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::remedy;

    #[track_caller]
    fn check(unit: &str, unit_and_power: &str) {
        let remedy = remedy(unit).unwrap_or_default();
        let (unit_wanted, power) = unit_and_power.split_once(' ').unwrap_or((unit_and_power, ""));
        assert!(remedy.contains(&format!("\"{unit_wanted}\"")) && remedy.contains(power), "{unit}: {remedy}");
    }

    #[test]
    fn currencies_have_codes_and_powers_of_ten_are_no_unit() {
        check("€", "EUR");
        check("US$", "USD");
        check("$", "USD");
        check("usd", "USD");
        check("EUR million", "EUR e6");
        check("million EUR", "EUR e6");
        check("US$ million", "USD e6");
        check("USD (thousands)", "USD e3");
        check("thousand US dollars", "USD e3");
        check("US$m", "USD e6");
        check("USD bn", "USD e9");
        check("EURm", "EUR e6");
        check("€ bn", "EUR e9");
        check("thousand t", "t e3");
        check("million barrels", "barrels e6");
        check("miliar rupiah", "IDR e9");
    }

    #[test]
    fn other_units_are_units() {
        for unit in [
            "USD", "EUR", "t", "kg", "percent", "%", "people", "barrel", "m", "km", "MW", "XYZ", "tonnes", "visits",
            "mn", "",
        ] {
            assert_eq!(remedy(unit), None, "{unit}");
        }
    }
}
