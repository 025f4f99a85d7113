use super::*;

fn printed(text: &str) -> ReportedValue {
    ReportedValue::parse(text).expect(text)
}

/// No-break spaces shown as `_`, narrow ones as a space, so that the expected texts can be read.
fn readable(text: &str) -> String {
    text.replace(NO_BREAK_SPACE, "_")
}

#[track_caller]
fn check_printed(text: &str, unit: &str, expected: &str) {
    assert_eq!(readable(&printed_text(&printed(text), unit)), expected);
}

#[test]
fn printed_digits_are_kept_to_the_digit() {
    check_printed("3.26e6", "USD", "US$_3.26_million");
    check_printed("3.260e6", "USD", "US$_3.260_million");
    check_printed("964e3", "USD", "US$_964_thousand");
    check_printed("342.9e3", "USD", "US$_342.9_thousand");
    check_printed("2e6", "EUR", "EUR_2_million");
    check_printed("1465", "t", "1,465_t");
    check_printed("46", "percent", "46%");
    check_printed("-82.24", "percent", "−82.24%");
    check_printed("2", "people", "2_people");
    check_printed("3260000", "USD", "US$_3,260,000");
    check_printed("1e5", "t", "0.1_million_t");
    check_printed("3260e3", "USD", "US$_3.260_million");
    check_printed("5e2", "t", "0.5_thousand_t");
    check_printed("0", "USD", "US$_0");
    check_printed("0.05", "percent", "0.05%");
    check_printed("1.5e12", "USD", "US$_1.5_trillion");
    check_printed("3.26e15", "USD", "US$_3.26_×_10¹⁵");
    check_printed("1365", "USD/t", "US$_1,365 a tonne");
}

fn ratio(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

#[track_caller]
fn check_rounded(value: &BigRational, digits: u8, unit: &str, expected: &str) {
    assert_eq!(readable(&rounded_text(value, digits, unit)), expected);
}

#[test]
fn numbers_are_rounded_to_significant_digits() {
    check_rounded(&ratio(280_000_000_000, 17_760), 3, "USD", "US$_15.8_million");
    check_rounded(&ratio(2_000_000, 1_465), 3, "USD/t", "US$_1,365 a tonne");
    check_rounded(&ratio(3260, 964), 3, "times", "3.38_times");
    check_rounded(&ratio(9996, 10), 3, "t", "1,000_t");
    check_rounded(&ratio(-1, 3), 3, "percent", "−0.333%");
    check_rounded(&ratio(0, 1), 3, "t", "0_t");
    check_rounded(&ratio(123_456, 10), 3, "t", "12.3_thousand_t");
    assert_eq!(readable(&signed_text(&ratio(2382, 10), 3, "percent")), "+238%");
    assert_eq!(readable(&signed_text(&ratio(-29, 1), 2, "percent")), "−29%");
}

#[test]
fn a_short_number_has_no_more_digits_than_it_needs() {
    for (value, expected) in [
        (ratio(0, 1), "US$_0"),
        (ratio(2_500_000, 1), "US$_2.5_million"),
        (ratio(20_000, 1), "US$_20_thousand"),
        (ratio(500_000, 1), "US$_500_thousand"),
        (ratio(1500, 1), "US$_1,500"),
        (ratio(-1, 4), "US$_−0.25"),
    ] {
        assert_eq!(readable(&short_text(&value, "USD")), expected);
    }
}

#[track_caller]
fn check_interval(low: BigRational, high: BigRational, unit: &str, expected: &str) {
    assert_eq!(readable(&interval_text(&Interval::between(low, high), unit)), expected);
}

#[test]
fn ranges_show_enough_digits_to_be_told_apart() {
    check_interval(ratio(275_000_000_000, 17_765), ratio(285_000_000_000, 17_755), "USD", "US$_15.48–16.05_million");
    check_interval(ratio(583_075, 1), ratio(601_375, 1), "USD", "US$_583–601_thousand");
    check_interval(ratio(36, 1), ratio(38, 1), "percent", "36–38%");
    check_interval(ratio(-30, 1), ratio(-28, 1), "percentage-points", "−30 to −28_percentage points");
    check_interval(ratio(15_000_000, 14_655), ratio(25_000_000, 14_645), "USD/t", "US$_1,023–1,707 a tonne");
    check_interval(ratio(32_550, 9_645), ratio(32_650, 9_635), "times", "3.37–3.39_times");
    check_interval(ratio(3_255_000, 1), ratio(3_265_000, 1), "USD", "US$_3.255–3.265_million");
    check_interval(ratio(1_000_000, 1), ratio(1_000_001, 1), "t", "1,000,000–1,000,001_t");
    check_interval(ratio(-1, 2), ratio(1, 2), "t", "−0.5 to 0.5_t");
    check_interval(ratio(7, 1), ratio(7, 1), "t", "7_t");
    check_interval(ratio(999, 1), ratio(1001, 1), "t", "999–1,001_t");
}

#[test]
fn a_range_stays_close_to_its_ends() {
    for (low, high) in [(1, 2), (17, 19), (123_456, 7_891_011), (5, 5_000_000), (99_999, 100_001)] {
        let interval = Interval::between(ratio(low, 7), ratio(high, 7));
        let (low, high) = rounded_ends(&interval);
        assert_eq!(low.last_power, high.last_power);
        let unit = ten_to(low.last_power);
        let shown = |decimal: &Decimal| ratio(decimal.digits.parse().expect("digits"), 1) * &unit;
        assert!(shown(&low) < shown(&high));
        assert!(&shown(&low) - interval.low() <= &unit * ratio(2, 5));
        assert!(interval.high() - &shown(&high) <= &unit * ratio(2, 5));
    }
}

#[test]
fn labels_have_three_digits_or_those_that_were_printed() {
    let label = |text: &str, magnitude: i32| label_at(&ReportedValue::parse(text).expect(text), magnitude);
    for (printed, magnitude, expected) in [
        ("866093507", 9, "0.866"),
        ("2.8e6", 6, "2.8"),
        ("62e6", 6, "62"),
        ("1465", 3, "1.47"),
        ("1465", 0, "1,470"),
        ("999600", 6, "1.00"),
        ("-82.24", 0, "\u{2212}82.2"),
        ("900.4e9", 9, "900"),
        ("191000000", 6, "191"),
        ("0.600e6", 6, "0.600"),
        ("0", 6, "0"),
        ("12", 0, "12"),
    ] {
        assert_eq!(label(printed, magnitude), expected, "{printed}");
    }
}

#[test]
fn ticks_that_are_a_step_apart_are_told_apart() {
    let number = |text: &str| ReportedValue::parse(text).expect(text).nominal();
    let ticks = |step: &str, magnitude: i32| -> Vec<String> {
        (1..5).map(|n| step_at(&(number(step) * number(&n.to_string())), &number(step), magnitude)).collect()
    };
    assert_eq!(ticks("200e3", 6), ["0.2", "0.4", "0.6", "0.8"]);
    assert_eq!(ticks("2.5e6", 6), ["2.5", "5.0", "7.5", "10.0"]);
    assert_eq!(ticks("20e6", 6), ["20", "40", "60", "80"]);
    assert_eq!(ticks("10", 6), ["0.00001", "0.00002", "0.00003", "0.00004"]);
    assert_eq!(step_at(&number("0"), &number("5"), 0), "0");
}
