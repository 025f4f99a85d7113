//! A figure leads back to what it was drawn from.

use attache::app::{AppState, ChartKind, ExportRequest, FileFormat, OpenFile, RivalPolicy, Settings, Span, View};
use attache::export::{Provenance, render_chart};
use attache::load::{Loaded, load_bytes, load_shipped};

const SHIPPED: &str = include_str!("../../assets/dossiers/indonesia-north-korea.dossier.json");

fn file(loaded: Loaded) -> OpenFile {
    AppState::new(loaded, None, View::default(), Settings::default()).file
}

fn shipped() -> OpenFile {
    file(load_shipped().expect("sound"))
}

fn request(kind: ChartKind, format: FileFormat) -> ExportRequest {
    let path = "/somebody/secret/figure.out".into();
    let span = Some(Span::of_years(2012, 2019));
    ExportRequest { span, rivals: RivalPolicy::Range, ..ExportRequest::new(kind, format, path) }
}

#[test]
fn a_figure_carries_its_view_and_its_data_but_not_where_it_was_written() {
    let file = shipped();
    for (kind, format, outlines_text) in [
        (ChartKind::Trade, FileFormat::Png, false),
        (ChartKind::Trade, FileFormat::Svg, false),
        (ChartKind::Trade, FileFormat::Svg, true),
        (ChartKind::Trade, FileFormat::Pdf, false),
        (ChartKind::Timeline, FileFormat::Png, false),
        (ChartKind::Timeline, FileFormat::Pdf, false),
        (ChartKind::Timeline, FileFormat::Svg, false),
    ] {
        let request = ExportRequest { outlines_text, ..request(kind, format) };
        let bytes = render_chart(&file, &request).expect("drawn");
        let read = Provenance::read(&bytes).expect("a figure of ours");
        assert_eq!(read, Provenance::of(&file, &request), "{kind:?} as {format:?}");
        assert_eq!((read.view.span, read.view.rivals), (request.span, RivalPolicy::Range));
        assert_eq!(read.sha256.len(), 64);
        assert!(!bytes.windows(6).any(|window| window == b"secret"));
        assert_eq!(read.differences(&file), <[String; 0]>::default());
    }
}

#[test]
fn what_has_changed_since_is_named() {
    let old = Provenance::of(&shipped(), &request(ChartKind::Trade, FileFormat::Png));
    let changed = |from: &str, to: &str| {
        assert_eq!(SHIPPED.matches(from).count(), 1, "{from}");
        file(load_bytes(SHIPPED.replace(from, to).as_bytes()).expect("sound"))
    };
    let number = changed("\"value\": \"3.26e6\"", "\"value\": \"3.27e6\"");
    assert_ne!(number.sha256, old.sha256);
    assert_eq!(
        old.differences(&number),
        [
            "total-2019: value was 3.26e6, is 3.27e6",
            "total-2019: low was 3255000, is 3265000",
            "total-2019: high was 3265000, is 3275000",
        ]
    );
    let unnumbered = changed("\"period\": \"2019\",\n         \"value\": \"3.26e6\"", "\"value\": \"3.26e6\"");
    let lines = old.differences(&unnumbered);
    assert!(lines.contains(&"total-2019: role was bar, is not-placed".to_owned()), "{lines:?}");
}

#[test]
fn other_files_are_none_of_ours() {
    let packet = b"%PDF <?xpacket begin=''?><a/><?xpacket end='w'?>";
    for bytes in [
        b"".as_slice(),
        b"\x89PNG\r\n",
        b"<svg/>",
        b"<svg><metadata>{}</metadata></svg>",
        b"%PDF-1.7",
        packet,
        b"PK\x03\x04",
    ] {
        assert_eq!(Provenance::read(bytes), None);
    }
}

#[test]
fn a_bundle_is_reopened_by_the_picture_in_it() {
    let file = shipped();
    let bytes = render_chart(&file, &request(ChartKind::Trade, FileFormat::Bundle)).expect("packed");
    let picture = request(ChartKind::Trade, FileFormat::Png);
    assert_eq!(Provenance::read(&bytes), Some(Provenance::of(&file, &picture)));
}

#[test]
fn a_view_is_restored_from_a_figure() {
    let mut state = AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default());
    let mut request = request(ChartKind::Trade, FileFormat::Png);
    request.reporter = Some("IDN".to_owned());
    let bytes = render_chart(&state.file, &request).expect("drawn");
    state.restore_view(&Provenance::read(&bytes).expect("ours").view);
    assert_eq!((state.view.chart, state.view.rivals), (request.span, RivalPolicy::Range));
    assert_eq!(state.view.reporter.as_deref(), Some("IDN"));
    let again = ExportRequest { span: state.view.chart, reporter: state.view.reporter.clone(), ..request };
    assert_eq!(render_chart(&state.file, &again).expect("drawn"), bytes, "the same view is the same figure");
}
