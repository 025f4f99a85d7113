//! What of the trade of two countries a chart shows, and how: plain data that travels from the window into the figure.

use std::collections::BTreeSet;
use strum::VariantArray;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What a chart is asked to show; what is left open is chosen for the dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartChoice {
    /// The party whose exports and imports are shown, by identifier; the first party where it is open.
    pub looking_from: Option<SmolStr>,
    /// Which flows.
    pub flows: Option<Flows>,
    /// Which goods.
    pub goods: Option<Goods>,
    /// Which stretches of time a value is of.
    pub frequency: Option<Frequency>,
    /// Bars or lines.
    pub form: Option<Form>,
    /// The unit, such as `USD`; units are never mixed.
    pub unit: Option<SmolStr>,
    /// The values themselves, or something that is computed from them.
    pub measure: Measure,
    /// The series that are shown alone, by key; none means that all are shown.
    pub alone: BTreeSet<String>,
}

/// Which flows a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum Flows {
    /// Exports and imports beside each other.
    SideBySide,
    /// Exports alone.
    Exports,
    /// Imports alone.
    Imports,
    /// Both directions together.
    Totals,
    /// Exports less imports.
    Balance,
    /// Exports upwards and imports downwards from one line, the balance as a line.
    UpAndDown,
    /// What the importer reports against what the exporter reports, in per cent of the larger.
    CompareReporters,
    /// The widest that each period has: a total, else directions, else single goods.
    AsReported,
}

/// Which goods a chart shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goods {
    /// All goods together.
    All,
    /// The largest commodities, the rest of them together, and what is not broken down.
    ByCommodity,
    /// These commodities.
    Only(BTreeSet<String>),
}

/// Which stretches of time the values of a chart are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// Calendar years.
    Year,
    /// Quarters of a year.
    Quarter,
    /// Months.
    Month,
}

/// How a chart draws its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A bar for each value.
    Bars,
    /// A point for each value, joined where nothing lies between them.
    Lines,
}

/// What is shown of the values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// The values themselves.
    #[default]
    Value,
    /// Each as a percentage of the value of a base year, the first with a value where none is given.
    Index(Option<i64>),
    /// Each as a percentage of the trade of its reporter with the world.
    Share,
    /// The change on the year before, in per cent.
    Change,
}

impl Flows {
    /// All of them, in the order of the menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in a menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::AsReported => "Everything, as reported",
            Self::SideBySide => "Exports and imports",
            Self::Exports => "Exports only",
            Self::Imports => "Imports only",
            Self::Totals => "Total trade",
            Self::Balance => "Balance (exports − imports)",
            Self::UpAndDown => "Exports up, imports down",
            Self::CompareReporters => "Compare reporters",
        }
    }

    /// Whether goods can be told apart in it.
    #[must_use]
    pub const fn has_goods(self) -> bool {
        matches!(self, Self::SideBySide | Self::Exports | Self::Imports | Self::Totals)
    }
}

impl Frequency {
    /// All of them, in the order of the menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in a menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Year => "Years",
            Self::Quarter => "Quarters",
            Self::Month => "Months",
        }
    }

    /// One of them, in a sentence.
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
        }
    }

    /// How many months each has.
    #[must_use]
    pub const fn months(self) -> u8 {
        match self {
            Self::Year => 12,
            Self::Quarter => 3,
            Self::Month => 1,
        }
    }
}

impl Form {
    /// All of them, in the order of the menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in a menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Bars => "Bars",
            Self::Lines => "Lines",
        }
    }
}

impl Measure {
    /// All of them, in the order of the menu; of the index, that on the first year.
    pub const ALL: [Self; 4] = [Self::Value, Self::Index(None), Self::Change, Self::Share];

    /// Its name in a menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Value => "Value",
            Self::Index(_) => "Index (base year = 100)",
            Self::Share => "Share of the reporter’s total",
            Self::Change => "Change on the year before",
        }
    }

    /// Whether it is the same, whatever the base year.
    #[must_use]
    pub const fn is_like(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Value, Self::Value)
                | (Self::Index(_), Self::Index(_))
                | (Self::Share, Self::Share)
                | (Self::Change, Self::Change)
        )
    }
}
