//! Which series a chart of trade draws, as options of `attache export`.

use std::collections::BTreeSet;

use clap::Args;

use crate::analysis::{ChartChoice, Flows, Form, Frequency, Goods, Measure};
use crate::app::OpenFile;

/// The options of the chart of trade; what is not given is chosen for the dossier.
#[derive(Debug, Args)]
#[command(next_help_heading = "Trade chart: what it shows")]
pub(super) struct ChartOptions {
    /// Whose exports and imports are shown, by the identifier of one of the two parties; the first without it
    #[arg(long, value_name = "ID")]
    looking_from: Option<String>,

    /// Which flows; without it, what the dossier has for most years
    #[arg(long, value_enum)]
    flows: Option<Flows>,

    /// Which goods: all, by-commodity for the largest ones upon each other, or the names of some, with commas between them
    #[arg(long, value_name = "all|by-commodity|NAMES", value_delimiter = ',')]
    goods: Vec<String>,

    /// Which stretches of time the values are of
    #[arg(long, value_enum)]
    period: Option<Frequency>,

    /// Bars, or lines with a point for each value; without it, lines from 41 values of a series on
    #[arg(long, value_enum)]
    form: Option<Form>,

    /// The values, or what is calculated from them: index on the first year, index:2005 on another one, share of the
    /// reporter’s trade with the world, change on the year before
    #[arg(long, value_name = "value|index[:YEAR]|share|change", default_value = "value", value_parser = parse_measure)]
    measure: Measure,

    /// The unit, such as EUR; units are never mixed, and without it the most used one is drawn
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
}

fn parse_measure(text: &str) -> Result<Measure, String> {
    let year = |year: &str| year.parse::<i64>().map_err(|_not_a_year| format!("“{year}” is no year"));
    match text.split_once(':') {
        None if text == "value" => Ok(Measure::Value),
        None if text == "index" => Ok(Measure::Index(None)),
        None if text == "share" => Ok(Measure::Share),
        None if text == "change" => Ok(Measure::Change),
        Some(("index", base)) => Ok(Measure::Index(Some(year(base)?))),
        _ => Err("write value, index, index:YEAR, share or change".to_owned()),
    }
}

impl ChartOptions {
    /// The options that were given, by name.
    pub(super) fn given(&self) -> impl Iterator<Item = &'static str> {
        [
            ("--looking-from", self.looking_from.is_some()),
            ("--flows", self.flows.is_some()),
            ("--goods", !self.goods.is_empty()),
            ("--period", self.period.is_some()),
            ("--form", self.form.is_some()),
            ("--measure", self.measure != Measure::Value),
            ("--unit", self.unit.is_some()),
        ]
        .into_iter()
        .filter_map(|(option, is_given)| is_given.then_some(option))
    }

    /// The choice that they make; the error is a sentence.
    pub(super) fn choice(&self, file: &OpenFile) -> Result<ChartChoice, String> {
        Ok(ChartChoice {
            looking_from: self.looking_from(file)?.map(Into::into),
            flows: self.flows,
            goods: self.goods(file)?,
            frequency: self.period,
            form: self.form,
            unit: self.unit(file)?.map(Into::into),
            measure: self.measure,
            alone: BTreeSet::new(),
        })
    }

    fn looking_from<'a>(&'a self, file: &OpenFile) -> Result<Option<&'a str>, String> {
        let parties = file.dossier.parties();
        let known: Vec<&str> = parties.iter().take(2).map(|party| party.id.as_str()).collect();
        match self.looking_from.as_deref() {
            Some(id) if !known.contains(&id) => {
                Err(format!("“{id}” is none of the two parties of this dossier, which are: {}", known.join(", ")))
            }
            id => Ok(id),
        }
    }

    fn goods(&self, file: &OpenFile) -> Result<Option<Goods>, String> {
        match self.goods.as_slice() {
            [] => Ok(None),
            [one] if one == "all" => Ok(Some(Goods::All)),
            [one] if one == "by-commodity" => Ok(Some(Goods::ByCommodity)),
            several => {
                let known = file.commodities();
                match several.iter().find(|name| !known.contains(name.as_str())) {
                    Some(name) if known.is_empty() => {
                        Err(format!("“{name}” is no commodity of this dossier, whose trade is of all goods together"))
                    }
                    Some(name) => {
                        let known: Vec<&str> = known.iter().copied().take(20).collect();
                        Err(format!("“{name}” is no commodity of this dossier, which has: {}", known.join(", ")))
                    }
                    None => Ok(Some(Goods::Only(several.iter().cloned().collect()))),
                }
            }
        }
    }

    fn unit<'a>(&'a self, file: &OpenFile) -> Result<Option<&'a str>, String> {
        let known = file.trade_units();
        match self.unit.as_deref() {
            Some(unit) if !known.contains(unit) => {
                let known: Vec<&str> = known.into_iter().collect();
                Err(format!("no trade of this dossier is in “{unit}”; its units are: {}", known.join(", ")))
            }
            unit => Ok(unit),
        }
    }
}
