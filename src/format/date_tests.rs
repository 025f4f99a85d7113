use super::*;

#[track_caller]
fn check(text: &str, words: &str, label: &str) {
    let date = Date::parse(text).expect(text);
    assert_eq!(date_text(&date), words, "{text}");
    assert_eq!(date_label(&date), label, "{text}");
}

#[test]
fn plain_dates_and_intervals() {
    check("2018", "2018", "2018");
    check("2018-08", "August 2018", "Aug 2018");
    check("1964-04-16", "16 April 1964", "16 Apr 1964");
    check("2013-10-20/2013-11-03", "20 October to 3 November 2013", "20 Oct–3 Nov 2013");
    check("2002-03-28/2002-03-30", "28 to 30 March 2002", "28–30 Mar 2002");
    check("2014-01/2014-10", "January to October 2014", "Jan–Oct 2014");
    check("2014/2019", "2014 to 2019", "2014–2019");
    check("1968-11-08/1970-01", "8 November 1968 to January 1970", "8 Nov 1968–Jan 1970");
    check("2016-12/2017-04", "December 2016 to April 2017", "Dec 2016–Apr 2017");
    check("2014/2014", "2014", "2014");
    check("2018-07-31T12:00:00Z", "31 July 2018, 12:00:00 UTC", "31 Jul 2018");
    check("2018-07-31T12:00:00-03:30", "31 July 2018, 12:00:00 UTC−3:30", "31 Jul 2018");
    check("2018-07-31T12:00:00", "31 July 2018, 12:00:00", "31 Jul 2018");
}

#[test]
fn open_and_unknown_ends() {
    check("/1972", "until 1972 (start date unknown)", "to 1972");
    check("../1972", "until 1972 (start open)", "to 1972");
    check("1968/..", "from 1968 on", "from 1968");
    check("1968/", "from 1968 (end date unknown)", "from 1968");
    check("..1984/2004", "from 1984 or before to 2004", "1984 or before–2004");
}

#[test]
fn doubtful_dates() {
    check("1965~", "about 1965", "c. 1965");
    check("1965?", "perhaps 1965", "1965?");
    check("1965-04%", "perhaps about April 1965", "c. Apr 1965?");
    check("2004-06~-11", "11 June 2004 (year approximate, month approximate)", "c. 11 Jun 2004");
    check("2004-?06-11", "11 June 2004 (month uncertain)", "11 Jun 2004?");
    check("1968-11-08/1970-01~", "8 November 1968 to about January 1970", "8 Nov 1968–c. Jan 1970");
    check("1950S2", "about 1950 (from 1900 to 1999)", "c. 1950");
}

#[test]
fn digits_left_open() {
    check("201X", "some year of the 2010s", "in the 2010s");
    check("19XX", "some year from 1900 to 1999", "in 1900–1999");
    check("2XXX", "some year from 2000 to 2999", "in 2000–2999");
    check("156X-12-25", "25 December of some year of the 1560s", "25 Dec in the 1560s");
    check("-20XX", "some year from 2100 BC to 2001 BC", "in 2100 BC–2001 BC");
    check("-000X", "some year from 10 BC to 2 BC", "in 10 BC–2 BC");
    check(
        "-15XX-12-XX",
        "some day in December of some year from 1600 BC to 1501 BC",
        "some day in Dec in 1600 BC–1501 BC",
    );
    check("-XXXX", "some year BC", "some year BC");
    check("XXXX-12-25", "25 December of some year", "25 Dec of some year");
    check("-1985-04-12T23:20:30Z", "12 April 1986 BC, 23:20:30 UTC", "12 Apr 1986 BC");
    check("../..", "start open, end open", "start open, end open");
    check("1X5X", "a year 1X5X", "a year 1X5X");
    check("XXXX", "some year", "some year");
    check("2004-XX", "some month of 2004", "some month of 2004");
    check("2004-1X", "a month 1X of 2004", "a month 1X of 2004");
    check("2004-02-XX", "some day in February 2004", "some day in Feb 2004");
    check("2004-02-1X", "a day 1X in February 2004", "a day 1X in Feb 2004");
    check("2004-XX-XX", "some day of some month of 2004", "some day of some month of 2004");
    check("201X/2021", "some year of the 2010s to 2021", "in the 2010s–2021");
}

#[test]
fn sets() {
    check("[1961,1964-04-16]", "1961 or 16 April 1964", "1961 or 16 Apr 1964");
    check("{1960,1961-12}", "1960 and December 1961", "1960 and Dec 1961");
    check("[1667,1668,1670..1672]", "1667, 1668 or one of 1670 to 1672", "1667, 1668 or one of 1670–1672");
    check("{1667..1668}", "1667 to 1668", "1667–1668");
    check("[..1984]", "1984 or before", "1984 or before");
    check("[1984..]", "1984 or later", "1984 or later");
}

#[test]
fn parts_of_a_year() {
    check("2001-21", "spring 2001", "spring 2001");
    check("2001-28", "winter 2001 (northern hemisphere)", "winter 2001");
    check("2001-30", "summer 2001 (southern hemisphere)", "summer 2001 (S)");
    check("2001-33", "first quarter of 2001", "Q1 2001");
    check("2001-38", "second third of 2001", "second third of 2001");
    check("2001-41", "second half of 2001", "H2 2001");
    check("2001-33/2001-34", "first quarter of 2001 to second quarter of 2001", "Q1 2001–Q2 2001");
}

#[test]
fn years_far_away() {
    check("-0043", "44 BC", "44 BC");
    check("0000", "1 BC", "1 BC");
    check("0079", "AD 79", "AD 79");
    check("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC");
    check("Y12000", "12,000", "12,000");
    check("004X", "some year from AD 40 to AD 49", "in AD 40–AD 49");
}

#[test]
fn single_days_and_ends() {
    assert_eq!(day_text(Day::from_civil(1964, 4, 16)), "16 April 1964");
    assert_eq!(edge_text(Edge::Open), "open");
    assert_eq!(edge_text(Edge::Unknown), "unknown");
    assert_eq!(year_text(-43), "44 BC");
}

#[test]
fn whatever_the_format_can_say_has_words() {
    let mut dates = Vec::new();
    for year in
        ["2004", "201X", "20XX", "2XXX", "XXXX", "X0X4", "-0100", "Y-12000", "1950S2", "Y12E3", "2004~", "?2004"]
    {
        dates.push(year.to_owned());
        for month in ["01", "12", "XX", "1X", "X1", "21", "29", "37", "41", "06?", "~06"] {
            dates.push(format!("{year}-{month}"));
            for day in ["05", "XX", "1X", "X1", "05%"] {
                dates.push(format!("{year}-{month}-{day}"));
            }
        }
    }
    let ends: Vec<String> = dates.iter().step_by(7).cloned().chain(["..".to_owned(), String::new()]).collect();
    let intervals = ends.iter().flat_map(|start| ends.iter().map(move |end| format!("{start}/{end}")));
    let sets = dates.iter().flat_map(|date| [format!("[{date},1960]"), format!("{{..{date}}}"), format!("[{date}..]")]);
    let all: Vec<String> = intervals.chain(sets).chain(dates.iter().cloned()).collect();
    let read: Vec<Date> = all.iter().filter_map(|text| Date::parse(text).ok()).collect();
    assert!(read.len() > 500, "{}", read.len());
    for date in read {
        assert!(!date_text(&date).trim().is_empty(), "{date}");
        assert!(!date_label(&date).trim().is_empty(), "{date}");
    }
}

#[test]
fn parts_of_a_year_are_named_by_their_months() {
    let label = |first: (u8, u8), last: (u8, u8)| {
        let day = |(month, day)| crate::dossier::Day::from_civil(2014, month, day);
        part_of_year_label(day(first), day(last))
    };
    assert_eq!(label((1, 1), (10, 31)), "Jan–Oct");
    assert_eq!(label((2, 1), (2, 28)), "Feb");
    assert_eq!(label((3, 3), (6, 17)), "3 Mar–17 Jun");
    assert_eq!(month_label(2018, 8), "Aug 2018");
}
