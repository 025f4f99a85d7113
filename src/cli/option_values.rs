//! The words that options have for choices of the program, and what their help says of each.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::analysis::{Flows, Form, Frequency};
use crate::app::{ChartTheme, RivalPolicy, SizePreset, SourceLine, ValueAxis};
use crate::cite::Style;
use crate::import::{Acceptance, Kind};

/// Lets an option take the values of an enum, in this order, each by its word.
macro_rules! option_values {
    ($type:ty { $($value:ident = $word:literal: $help:literal,)+ }) => {
        impl ValueEnum for $type {
            fn value_variants<'a>() -> &'a [Self] {
                &[$(Self::$value),+]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(match self {
                    $(Self::$value => PossibleValue::new($word).help($help),)+
                })
            }
        }
    };
}

option_values!(Flows {
    AsReported = "as-reported": "The widest that each period has: a total, else directions, else single goods",
    SideBySide = "side-by-side": "Exports and imports beside each other",
    Exports = "exports": "Exports alone",
    Imports = "imports": "Imports alone",
    Totals = "totals": "Both directions together",
    Balance = "balance": "Exports less imports, calculated",
    UpAndDown = "up-and-down": "Exports upwards and imports downwards, the balance as a line",
    CompareReporters = "compare-reporters": "What the importer reports against the exporter, in per cent of the larger",
});

option_values!(Frequency {
    Year = "year": "Calendar years",
    Quarter = "quarter": "Quarters",
    Month = "month": "Months",
});

option_values!(Form {
    Bars = "bars": "A bar for each value",
    Lines = "lines": "A point for each value, joined where nothing lies between them",
});

option_values!(ValueAxis {
    Linear = "linear": "Equal steps for equal differences",
    Logarithmic = "log": "Equal steps for equal ratios",
});

option_values!(RivalPolicy {
    Preferred = "preferred": "The preferred value as the bar, the others as ticks",
    All = "all": "A bar for each value",
    Range = "range": "A bar from the lowest to the highest value",
});

option_values!(ChartTheme {
    Light = "light": "Dark on white",
    Dark = "dark": "Light on dark",
    Greyscale = "greyscale": "Greys on white, for print",
});

option_values!(SizePreset {
    Screen = "screen": "1200 × 750 pixels",
    FineScreen = "fine-screen": "2400 × 1500 pixels, as large on paper",
    Slide = "slide": "16 : 9, 1920 × 1080 pixels",
    Social = "social": "The card that social networks show, 1200 × 630 pixels",
    Column = "column": "A column of a journal, 85 mm wide",
    Page = "page": "The text of a page, 170 mm wide",
});

option_values!(SourceLine {
    Markers = "markers": "By their markers and names",
    References = "references": "By full references",
    None = "none": "Not at all",
});

option_values!(Style {
    Apa = "apa": "American Psychological Association",
    Chicago = "chicago": "Chicago Manual of Style, author and date",
    Mla = "mla": "Modern Language Association",
    Bibtex = "bibtex": "For LaTeX",
    CslJson = "csl-json": "For Zotero and other programs",
    Ris = "ris": "For reference managers",
});

option_values!(Kind {
    Auto = "auto": "Whatever its content shows it to be",
    Comtrade = "comtrade": "A download from UN Comtrade, of any age",
    Sdmx = "sdmx": "SDMX-CSV",
    Table = "table": "Any other table of numbers",
    Events = "events": "A list of events",
    Bibliography = "bibliography": "A bibliography",
    Article = "article": "An encyclopedia article",
});

option_values!(Acceptance {
    Exact = "exact": "What the file says in so many words",
    All = "all": "What had to be inferred as well",
    None = "none": "Nothing",
});
