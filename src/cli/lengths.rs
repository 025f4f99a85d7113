//! Sizes and values as they are typed on the command line.

use crate::app::LengthUnit;

/// A width or height as typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Side {
    /// How much of its unit.
    pub(super) length: f64,
    /// The unit.
    pub(super) unit: LengthUnit,
}

impl Side {
    fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let units = [("px", LengthUnit::Pixels), ("mm", LengthUnit::Millimetres), ("in", LengthUnit::Inches)];
        let named = units.iter().find_map(|(symbol, unit)| Some((text.strip_suffix(symbol)?, *unit)));
        let (number, unit) = named.unwrap_or((text, LengthUnit::Pixels));
        let length = number.trim().parse::<f64>().ok().filter(|length| length.is_finite() && *length > 0.0);
        let length = length.ok_or_else(|| format!("“{text}” is no length; write 1200, 85mm or 6in"))?;
        if unit == LengthUnit::Pixels {
            if length.fract() != 0.0 {
                return Err(format!("“{text}” is no whole number of pixels"));
            }
            unit.to_pixels(length, 1)?;
        }
        Ok(Self { length, unit })
    }
}

/// The lowest and the highest value of an axis, as typed.
pub(super) fn parse_values(text: &str) -> Result<(f64, f64), String> {
    let ends = text.split_once("..").and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
    ends.filter(|(low, high): &(f64, f64)| low.is_finite() && high.is_finite() && low < high)
        .ok_or_else(|| "write it as LOW..HIGH, the lower one first, for example 0..5e6".to_owned())
}

/// The width and the height of a figure, as typed: `1200x750`, `85mmx106mm`.
pub(super) fn parse_size(text: &str) -> Result<(Side, Side), String> {
    let (width, height) =
        text.split_once(['x', '×']).ok_or("write it as WIDTHxHEIGHT, for example 1200x750 or 85mmx106mm")?;
    let (width, height) = (Side::parse(width)?, Side::parse(height)?);
    if width.unit == height.unit {
        Ok((width, height))
    } else {
        Err("give width and height in the same unit".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{LengthUnit, Side, parse_size, parse_values};

    #[test]
    fn values_run_from_low_to_high() {
        assert_eq!(parse_values("0..5e6"), Ok((0.0, 5e6)));
        assert_eq!(parse_values("-2.5..1"), Ok((-2.5, 1.0)));
        for bad in ["", "5", "..", "1..", "2..1", "1..1", "NaN..1", "0..inf"] {
            assert!(parse_values(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn sizes_are_pixels_or_lengths() {
        let pixels = |length: f64| Side { length, unit: LengthUnit::Pixels };
        assert_eq!(parse_size("1200x750"), Ok((pixels(1200.0), pixels(750.0))));
        assert_eq!(parse_size("6000×4000"), Ok((pixels(6000.0), pixels(4000.0))));
        let on_paper = |length: f64, unit: LengthUnit| Side { length, unit };
        let (mm, inches) = (LengthUnit::Millimetres, LengthUnit::Inches);
        assert_eq!(parse_size("85mmx106.5mm"), Ok((on_paper(85.0, mm), on_paper(106.5, mm))));
        assert_eq!(parse_size("6in x 4.5in"), Ok((on_paper(6.0, inches), on_paper(4.5, inches))));
        for bad in [
            "",
            "1200",
            "x",
            "1200x",
            "-1x5",
            "99x100",
            "1200x999999",
            "1200.5x700",
            "mmx5mm",
            "NaNinx5in",
            "-5mmx5mm",
            "1200x85mm",
        ] {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
    }
}
