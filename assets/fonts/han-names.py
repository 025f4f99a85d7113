"""Makes NotoSansCJKsc-Names.ttf: the Han characters of country, region and city names that the Korean face lacks.

Needs fontTools and Babel, and Debian's packages fonts-noto-cjk and iso-codes. Run in this folder.
"""

import gettext
import sys

from babel import Locale
from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FACE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2  # The place of Noto Sans CJK SC in that file.
# As far as an outline may differ from the original, in units of 1000 to the em.
MOST_ERROR = 1.0


def names():
    """Names of territories and cities (CLDR) and of countries and their regions (ISO 3166)."""
    for tag in ["zh", "zh_Hant", "zh_Hant_HK", "yue", "ja", "ko"]:
        locale = Locale.parse(tag)
        yield from locale.territories.values()
        yield from (zone["city"] for zone in locale.time_zones.values() if "city" in zone)
    for language in ["zh_CN", "zh_TW", "zh_HK", "ja", "ko"]:
        for domain in ["iso_3166-1", "iso_3166-2", "iso_3166-3"]:
            catalogue = gettext.translation(domain, "/usr/share/locale", [language], fallback=True)
            texts = getattr(catalogue, "_catalog", {}).items()
            yield from (text for key, text in texts if key and isinstance(text, str))


def to_quadratic(font):
    """Outlines as quadratic curves, as the other faces have them."""
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, MOST_ERROR, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), table
    for tag in ["CFF ", "VORG"]:
        if tag in font:
            del font[tag]
    font["maxp"].tableVersion = 0x00010000
    for key in ("maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
                "maxSizeOfInstructions maxComponentElements").split():
        setattr(font["maxp"], key, 1 if key == "maxZones" else 0)
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font.sfntVersion = "\000\001\000\000"


def main():
    have = set(TTFont("NotoSansCJKkr-Regular.ttf").getBestCmap())
    is_han = lambda letter: 0x2E80 <= ord(letter) <= 0x9FFF or 0xF900 <= ord(letter) <= 0xFAFF
    letters = {letter for name in names() for letter in name if is_han(letter)}
    wanted = sorted(letter for letter in map(ord, letters) if letter not in have)
    options = subset.Options(drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "DSIG"], hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    font = TTFont(FACE, fontNumber=SIMPLIFIED)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=wanted)
    cut.subset(font)
    to_quadratic(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save("NotoSansCJKsc-Names.ttf")
    print(len(wanted), "characters", file=sys.stderr)


if __name__ == "__main__":
    main()
