//! Which column of a Comtrade table is which: by name, in every spelling that its downloads have had, never by position.

use smol_str::SmolStr;

/// What a column of a Comtrade table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Type,
    Frequency,
    Year,
    Month,
    Period,
    ReporterCode,
    ReporterIso,
    ReporterName,
    FlowCode,
    FlowName,
    PartnerCode,
    PartnerIso,
    PartnerName,
    SecondPartnerCode,
    Classification,
    IsOriginal,
    Commodity,
    CommodityName,
    Level,
    Customs,
    ModeOfSupply,
    ModeOfTransport,
    QuantityUnitCode,
    QuantityUnit,
    Quantity,
    IsQuantityEstimated,
    OtherQuantityUnitCode,
    OtherQuantityUnit,
    OtherQuantity,
    IsOtherQuantityEstimated,
    NetWeight,
    IsNetWeightEstimated,
    GrossWeight,
    IsGrossWeightEstimated,
    Cif,
    Fob,
    Primary,
    EstimationFlag,
    IsReported,
    IsAggregate,
}

impl Column {
    pub(super) const COUNT: usize = Self::IsAggregate as usize + 1;

    /// The column of a folded heading: letters and digits only, small.
    fn of_heading(heading: &str) -> Option<Self> {
        Some(match heading {
            "typecode" => Self::Type,
            "freqcode" => Self::Frequency,
            "refyear" | "year" | "yr" => Self::Year,
            "refmonth" => Self::Month,
            "period" => Self::Period,
            "reportercode" | "rtcode" => Self::ReporterCode,
            "reporteriso" | "reporteriso3" | "rt3iso" => Self::ReporterIso,
            "reporterdesc" | "reporter" | "reportername" | "rttitle" => Self::ReporterName,
            "flowcode" | "tradeflowcode" | "rgcode" => Self::FlowCode,
            "flowdesc" | "tradeflow" | "flow" | "rgdesc" => Self::FlowName,
            "partnercode" | "ptcode" => Self::PartnerCode,
            "partneriso" | "partneriso3" | "pt3iso" => Self::PartnerIso,
            "partnerdesc" | "partner" | "partnername" | "pttitle" => Self::PartnerName,
            "partner2code" | "2ndpartnercode" | "ptcode2" => Self::SecondPartnerCode,
            "classificationcode" | "classification" | "pfcode" => Self::Classification,
            "isoriginalclassification" => Self::IsOriginal,
            "cmdcode" | "commoditycode" => Self::Commodity,
            "cmddesc" | "commodity" | "cmddesce" => Self::CommodityName,
            "aggrlevel" | "aggregatelevel" => Self::Level,
            "customscode" | "customsproccode" | "cstcode" => Self::Customs,
            "moscode" => Self::ModeOfSupply,
            "motcode" | "modeoftransportcode" => Self::ModeOfTransport,
            "qtyunitcode" | "quantityunitcode" | "qtcode" => Self::QuantityUnitCode,
            "qtyunitabbr" | "qtyunit" | "qtdesc" => Self::QuantityUnit,
            "qty" | "supplementaryquantity" | "tradequantity" => Self::Quantity,
            "isqtyestimated" => Self::IsQuantityEstimated,
            "altqtyunitcode" => Self::OtherQuantityUnitCode,
            "altqtyunitabbr" | "altqtyunit" => Self::OtherQuantityUnit,
            "altqty" => Self::OtherQuantity,
            "isaltqtyestimated" => Self::IsOtherQuantityEstimated,
            "netwgt" | "netweightkg" | "netweight" => Self::NetWeight,
            "isnetwgtestimated" => Self::IsNetWeightEstimated,
            "grosswgt" | "grossweightkg" | "grossweight" => Self::GrossWeight,
            "isgrosswgtestimated" => Self::IsGrossWeightEstimated,
            "cifvalue" | "ciftradevalueus" => Self::Cif,
            "fobvalue" | "fobtradevalueus" => Self::Fob,
            "primaryvalue" | "tradevalueus" | "tradevalue" | "value" => Self::Primary,
            "legacyestimationflag" | "flag" | "estimationcode" | "estcode" => Self::EstimationFlag,
            "isreported" => Self::IsReported,
            "isaggregate" => Self::IsAggregate,
            _ => return None,
        })
    }

    /// Whether only Comtrade calls a column so.
    fn is_telling(heading: &str) -> bool {
        matches!(
            heading,
            "typecode"
                | "refperiodid"
                | "reportercode"
                | "rtcode"
                | "flowcode"
                | "tradeflowcode"
                | "rgcode"
                | "partnercode"
                | "ptcode"
                | "classificationcode"
                | "pfcode"
                | "cmdcode"
                | "commoditycode"
                | "aggrlevel"
                | "aggregatelevel"
                | "motcode"
                | "customscode"
                | "netwgt"
                | "netweightkg"
                | "cifvalue"
                | "fobvalue"
                | "primaryvalue"
                | "tradevalueus"
                | "legacyestimationflag"
                | "isreported"
                | "isaggregate"
        )
    }
}

/// Where the columns of one file are.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    places: [Option<usize>; Column::COUNT],
    /// The headings as they stand there.
    pub(super) headings: Vec<SmolStr>,
}

/// A heading without case, blanks and punctuation.
fn folded(heading: &str) -> String {
    heading.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

impl Columns {
    /// The columns of a header; `None` where it is not one of Comtrade's.
    pub(super) fn of_header(headings: &[SmolStr]) -> Option<Self> {
        let mut places = [None; Column::COUNT];
        let mut telling = 0;
        for (place, heading) in headings.iter().enumerate() {
            let heading = folded(heading);
            telling += usize::from(Column::is_telling(&heading));
            // Of a heading that stands there twice the first counts.
            if let Some(column) = Column::of_heading(&heading)
                && places[column as usize].is_none()
            {
                places[column as usize] = Some(place);
            }
        }
        let columns = Self { places, headings: headings.to_vec() };
        let has = |column| columns.place(column).is_some();
        let has_value = has(Column::Primary) || has(Column::Cif) || has(Column::Fob);
        let has_flow = has(Column::FlowCode) || has(Column::FlowName);
        let has_time = has(Column::Year) || has(Column::Period);
        (has_value && has_flow && has_time && telling >= 2).then_some(columns)
    }

    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.places[column as usize]
    }

    /// What the file calls a column.
    pub(super) fn heading(&self, column: Column) -> SmolStr {
        self.place(column).and_then(|place| self.headings.get(place)).cloned().unwrap_or_default()
    }

    /// The same columns where every row has one cell more, before the first: a table that another program has written with
    /// the header moved by one.
    pub(super) fn moved_left(mut self) -> Self {
        for place in &mut self.places {
            *place = place.and_then(|place| place.checked_sub(1));
        }
        self.headings.rotate_left(1);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &str) -> Option<Columns> {
        Columns::of_header(&header.split(',').map(SmolStr::from).collect::<Vec<_>>())
    }

    #[test]
    fn headings_of_all_ages_are_known() {
        for header in [
            "typeCode,freqCode,refYear,refMonth,period,reporterCode,flowCode,partnerCode,cmdCode,primaryValue",
            "Classification,Year,Period,Trade Flow Code,Trade Flow,Reporter Code,Partner Code,Commodity Code,Trade Value (US$),Flag",
            "Year,Reporter Code,Trade Flow Code,Partner Code,Classification,Commodity Code,Netweight (kg),Value,Estimation Code",
            "Year,Trade Flow,Commodity Code,Commodity,Trade Value (US$)",
            "ref_year,reporter_iso,flow_code,partner_iso,cmd_code,primary_value",
        ] {
            assert!(columns(header).is_some(), "{header}");
        }
        for header in [
            "Reporter Name,Partner Name,Year,Trade Flow,Export (US$ Thousand)",
            "t,i,j,k,v,q",
            "Entity,Code,Year,Trade (% of GDP)",
            "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowCode,TradeValue in 1000 USD",
            "Year,Flow,Value",
            "",
        ] {
            assert!(columns(header).is_none(), "{header}");
        }
        let columns = columns("Year,Value,Trade Flow Code,Commodity Code").expect("a table");
        assert_eq!(columns.place(Column::Primary), Some(1));
        assert_eq!(columns.moved_left().place(Column::Year), None);
    }
}
