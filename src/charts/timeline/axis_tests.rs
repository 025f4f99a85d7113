use super::*;

/// About as wide as the text face.
fn width(label: &str) -> f64 {
    label.chars().map(|c| if c == ' ' { 3.2 } else { 7.2 }).sum()
}

fn labels(span: Span, width_points: f64) -> Vec<String> {
    ticks(span, width_points, &width).labelled.into_iter().map(|tick| tick.label).collect()
}

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::from_civil(year, month, day)
}

#[test]
fn ticks_suit_the_zoom() {
    assert_eq!(labels(Span::of_years(1960, 2029), 500.0), ["1960", "1970", "1980", "1990", "2000", "2010", "2020"]);
    assert_eq!(labels(Span::of_years(2012, 2014), 300.0), ["2012", "2013", "2014"]);
    assert_eq!(labels(Span::of_days(day(2013, 11, 1), day(2014, 2, 28)), 400.0), ["Nov", "Dec", "2014", "Feb"]);
    assert_eq!(
        labels(Span::of_days(day(2013, 10, 20), day(2013, 10, 23)), 400.0),
        ["20 Oct", "21 Oct", "22 Oct", "23 Oct"]
    );
    assert_eq!(labels(Span::of_days(day(2013, 10, 20), day(2013, 10, 20)), 700.0), ["20 Oct"]);
    assert_eq!(labels(Span::of_years(1000, 2999), 400.0), ["1000", "1500", "2000", "2500"]);
}

#[test]
fn years_before_christ_are_round_in_words() {
    assert_eq!(labels(Span::of_years(-250, 250), 420.0), ["200 BC", "100 BC", "AD 1", "AD 100", "AD 200"]);
    let far = labels(Span::of_years(-8999, 2000), 700.0);
    assert!(far.contains(&"5000 BC".to_owned()) && far.contains(&"1000".to_owned()), "{far:?}");
}

#[test]
fn the_year_is_said_where_the_labels_do_not() {
    let year = |span| ticks(span, 600.0, &width).year;
    assert_eq!(year(Span::of_days(day(2013, 10, 20), day(2013, 11, 20))), Some("2013".to_owned()));
    assert_eq!(year(Span::of_years(1950, 2020)), None);
}

#[test]
fn labels_never_touch_from_a_day_to_twelve_thousand_years() {
    let middle = days(day(2013, 12, 28)) + 0.3;
    for (level, points) in (0..200).flat_map(|level| [(level, 180.0), (level, 460.0), (level, 1400.0)]) {
        let width_days = (12_000.0 * YEAR).powf(f64::from(level) / 199.0);
        for middle in [middle, 0.0, -719_528.0, -2_000_000.0] {
            let span = Span::new(middle - width_days / 2.0, middle + width_days / 2.0);
            let found = ticks(span, points, &width);
            let per_day = points / span.width_days();
            let place = |tick: &Tick| (tick.at_days.max(span.start_days()) - span.start_days()) * per_day;
            for pair in found.labelled.windows(2) {
                let end = place(&pair[0]) + AFTER_TICK + width(&pair[0].label);
                assert!(end + 2.0 < place(&pair[1]), "level {level}, {points} points: {pair:?}");
            }
            let count = found.labelled.len();
            assert!((1..40).contains(&count), "level {level}, {points} points: {count} ticks");
            assert!(found.minor.len() < 400, "level {level}, {points} points: {}", found.minor.len());
        }
    }
}
