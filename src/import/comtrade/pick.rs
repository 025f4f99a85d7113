//! Which rows are one number: none counted twice, none left out.
//!
//! A number may stand in several rows, split by customs procedure, mode of transport, mode of supply and second partner,
//! with or without a row for all of them together. Where there is such a row it is the number. Where there are only parts
//! they are added up, and that is said.

use smol_str::SmolStr;

/// A row as far as it is split, with its value.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// Which row it is, by index.
    pub(super) index: usize,
    /// The code in each of the columns that can split a number; `None` for all of them.
    pub(super) splits: &'a [Option<SmolStr>; 4],
    /// What is added up, for choosing between ways to do it.
    pub(super) size: f64,
}

/// The rows whose sum is the number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picked {
    /// The rows, by index.
    pub(super) rows: Vec<usize>,
    /// Whether it is not simply what one row says of all.
    pub(super) is_sum: bool,
    /// Whether rows of the same kind say different things, or parts and wholes are mixed so that no reading is certain.
    pub(super) is_ambiguous: bool,
}

/// Picks among the rows of one number.
pub(super) fn pick(parts: &[Part<'_>]) -> Picked {
    let is_whole = |part: &&Part<'_>| part.splits.iter().all(Option::is_none);
    let wholes: Vec<&Part<'_>> = parts.iter().filter(is_whole).collect();
    if let Some(first) = wholes.first() {
        #[expect(clippy::float_cmp, reason = "the same digits make the same float; nothing is computed")]
        let is_ambiguous = wholes.iter().any(|other| other.size != first.size);
        return Picked { rows: vec![first.index], is_sum: false, is_ambiguous };
    }
    let (distinct, is_contradictory) = without_repeats(parts);
    // Each way adds up every part at most once; where wholes of some columns are missing here and there, they differ, and
    // the one that leaves out least is the nearest.
    let mut ways: Vec<(f64, Vec<usize>)> = ORDERS.iter().map(|order| add_up(&distinct, order)).collect();
    ways.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.len().cmp(&b.1.len())).then_with(|| a.1.cmp(&b.1)));
    let is_ambiguous = is_contradictory || ways.last().is_some_and(|least| is_apart(ways[0].0, least.0));
    let mut rows = ways.swap_remove(0).1;
    rows.sort_unstable();
    Picked { rows, is_sum: true, is_ambiguous }
}

/// Whether two sums of the same parts differ by more than the order of adding.
fn is_apart(one: f64, other: f64) -> bool {
    (one - other).abs() > 1e-9 * one.abs().max(1.0)
}

/// Every order in which the four columns can be gone through.
const ORDERS: [[usize; 4]; 24] = [
    [0, 1, 2, 3],
    [0, 1, 3, 2],
    [0, 2, 1, 3],
    [0, 2, 3, 1],
    [0, 3, 1, 2],
    [0, 3, 2, 1],
    [1, 0, 2, 3],
    [1, 0, 3, 2],
    [1, 2, 0, 3],
    [1, 2, 3, 0],
    [1, 3, 0, 2],
    [1, 3, 2, 0],
    [2, 0, 1, 3],
    [2, 0, 3, 1],
    [2, 1, 0, 3],
    [2, 1, 3, 0],
    [2, 3, 0, 1],
    [2, 3, 1, 0],
    [3, 0, 1, 2],
    [3, 0, 2, 1],
    [3, 1, 0, 2],
    [3, 1, 2, 0],
    [3, 2, 0, 1],
    [3, 2, 1, 0],
];

/// The parts without those that stand there twice; whether any two of the same kind differ.
fn without_repeats<'p, 'a>(parts: &'p [Part<'a>]) -> (Vec<&'p Part<'a>>, bool) {
    let mut sorted: Vec<&Part<'_>> = parts.iter().collect();
    sorted.sort_by(|a, b| a.splits.cmp(b.splits).then(a.index.cmp(&b.index)));
    let is_repeat = |a: &Part<'_>, b: &Part<'_>| a.splits == b.splits;
    let is_contradictory = sorted.windows(2).any(|two| is_repeat(two[0], two[1]) && is_apart(two[0].size, two[1].size));
    sorted.dedup_by(|later, first| is_repeat(later, first));
    (sorted, is_contradictory)
}

/// Adds up parts, column by column: the row for all where there is one, else every code's own.
fn add_up(parts: &[&Part<'_>], order: &[usize]) -> (f64, Vec<usize>) {
    let Some((column, rest)) = order.split_first() else {
        // Only one is left: repeats have been taken out.
        return parts.first().map_or((0.0, Vec::new()), |part| (part.size, vec![part.index]));
    };
    let code = |part: &&Part<'_>| part.splits[*column].as_deref().map(str::to_owned);
    let whole: Vec<&Part<'_>> = parts.iter().copied().filter(|part| code(part).is_none()).collect();
    if !whole.is_empty() {
        return add_up(&whole, rest);
    }
    let mut codes: Vec<Option<String>> = parts.iter().map(code).collect();
    codes.sort_unstable();
    codes.dedup();
    let (mut size, mut rows) = (0.0, Vec::new());
    for wanted in codes {
        let of_code: Vec<&Part<'_>> = parts.iter().copied().filter(|part| code(part) == wanted).collect();
        let (own, more) = add_up(&of_code, rest);
        size += own;
        rows.extend(more);
    }
    (size, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[([&str; 4], f64)], expected: &[usize], is_sum: bool, is_ambiguous: bool) {
        let splits: Vec<[Option<SmolStr>; 4]> = rows
            .iter()
            .map(|(codes, _)| codes.map(|code| Some(SmolStr::from(code)).filter(|code| !code.is_empty())))
            .collect();
        let parts: Vec<Part<'_>> = splits
            .iter()
            .zip(rows)
            .enumerate()
            .map(|(index, (splits, (_, size)))| Part { index, splits, size: *size })
            .collect();
        assert_eq!(pick(&parts), Picked { rows: expected.to_vec(), is_sum, is_ambiguous });
    }

    #[test]
    fn the_row_for_all_is_the_number() {
        check(
            &[(["C01", "", "", ""], 60.0), (["", "", "", ""], 100.0), (["C02", "", "", ""], 40.0)],
            &[1],
            false,
            false,
        );
        check(&[(["", "", "", ""], 100.0), (["", "", "", ""], 100.0)], &[0], false, false);
        check(&[(["", "", "", ""], 100.0), (["", "", "", ""], 90.0)], &[0], false, true);
    }

    #[test]
    fn parts_are_added_up_once() {
        check(&[(["C01", "", "", ""], 60.0), (["C02", "", "", ""], 40.0)], &[0, 1], true, false);
        check(
            &[(["C01", "", "", ""], 60.0), (["C01", "", "", ""], 60.0), (["C02", "", "", ""], 40.0)],
            &[0, 2],
            true,
            false,
        );
        // Two columns, with the rows for all customs procedures but none for all modes of transport.
        let rows = [
            (["", "1", "", ""], 70.0),
            (["", "2", "", ""], 30.0),
            (["C01", "1", "", ""], 50.0),
            (["C02", "1", "", ""], 20.0),
            (["C01", "2", "", ""], 30.0),
        ];
        check(&rows, &[0, 1], true, false);
        // The whole of one part only.
        let rows = [(["C01", "", "", ""], 60.0), (["C02", "1", "", ""], 25.0), (["C02", "2", "", ""], 15.0)];
        check(&rows, &[0, 1, 2], true, true);
    }
}
