//! Figures: numbers with what one must know to use them.

use smol_str::SmolStr;

use super::{Date, FactIx, ReportedValue};

/// Which figure of the dossier: the fact that states it, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureIx {
    /// The fact that states it.
    pub fact: FactIx,
    /// Its place among the figures of that fact.
    pub place: usize,
}

/// A number with measure, unit, period, flow, reporter, partner, valuation and basis.
///
/// At least one of `value`, `change`, `share` and `missing` is there, and `missing` excludes `value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its identifier, unique in the dossier.
    pub id: SmolStr,
    /// What it is, in words, where the measure alone does not say it.
    pub label: Option<SmolStr>,
    /// What is measured, such as `trade-value`.
    pub measure: SmolStr,
    /// Which goods, where not all.
    pub commodity: Option<SmolStr>,
    /// In which direction, where it is a flow.
    pub flow: Option<Flow>,
    /// The party whose side it is seen from, by identifier.
    pub reporter: Option<SmolStr>,
    /// The party on the other side, by identifier.
    pub partner: Option<SmolStr>,
    /// The stretch of time that it is about; `None` where the source did not say.
    pub period: Option<Date>,
    /// The number as printed.
    pub value: Option<ReportedValue>,
    /// Whether the number is only a limit to the true one.
    pub bound: Option<Bound>,
    /// The unit of the value, such as `USD`.
    pub unit: SmolStr,
    /// How goods are valued, where the source says.
    pub valuation: Option<Valuation>,
    /// Who computed it.
    pub basis: Basis,
    /// Why there is no value, where the source says so.
    pub missing: Option<Missing>,
    /// Its change against another period of the same series.
    pub change: Option<Box<Change>>,
    /// Its share in another figure.
    pub share: Option<Box<Share>>,
    /// Its rank among rivals.
    pub rank: Rank,
    /// Why it has that rank.
    pub rank_reason: Option<SmolStr>,
    /// What changed just before its period, so that earlier values of its series are not comparable (SDMX's observation status B).
    pub series_break: Option<SmolStr>,
    /// What an editor noted on it.
    pub note: Option<SmolStr>,
}

/// The direction of a flow of goods, as seen by the reporter (Comtrade's flow codes X and M).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// From the reporter to the partner.
    Export,
    /// From the partner to the reporter.
    Import,
    /// Both directions together.
    Total,
}

/// How goods are valued at the border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Valuation {
    /// Free on board: without freight and insurance.
    Fob,
    /// Cost, insurance and freight included.
    Cif,
}

/// Who computed a figure (after SDMX's observation status).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The source says it.
    Stated,
    /// Computed from other figures.
    Derived,
    /// The partner's figure, shown from the other side.
    Mirrored,
    /// Estimated by the source.
    Estimated,
}

/// Why a figure has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The reporter did not report.
    NotReported,
    /// The reporter knows it and keeps it confidential.
    Suppressed,
}

/// A value that is only a limit to the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// The source says “more than”.
    MoreThan,
    /// The source says “less than”.
    LessThan,
}

/// Rank among rivals, as Wikidata has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The one to show.
    Preferred,
    /// No better and no worse than its rivals.
    #[default]
    Normal,
    /// Kept because a source says it, and held to be wrong.
    Deprecated,
}

/// A figure's change against an earlier period.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// By how many per cent of the earlier value; negative where it fell.
    pub percent: ReportedValue,
    /// The earlier period.
    pub from: Date,
}

/// A figure's share in another.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The figure that it is a part of.
    pub of: FigureIx,
    /// How many per cent of it.
    pub percent: ReportedValue,
}

/// Writes the two directions between an enumeration and the words of the file.
macro_rules! words {
    ($Type:ident { $($Variant:ident => $word:literal),+ $(,)? }) => {
        impl $Type {
            /// Every word that the file may use.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// Reads the word of the file.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$Variant),)+
                    _ => None,
                }
            }

            /// The word in the file.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$Variant => $word,)+
                }
            }
        }
    };
}
pub(super) use words;

words!(Flow { Export => "export", Import => "import", Total => "total" });
words!(Valuation { Fob => "fob", Cif => "cif" });
words!(Basis { Stated => "stated", Derived => "derived", Mirrored => "mirrored", Estimated => "estimated" });
words!(Missing { NotReported => "not-reported", Suppressed => "suppressed" });
words!(Bound { MoreThan => "more-than", LessThan => "less-than" });
words!(Rank { Preferred => "preferred", Normal => "normal", Deprecated => "deprecated" });
