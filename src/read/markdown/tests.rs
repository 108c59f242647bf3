use super::*;
use crate::model::OPAQUE;

fn read(text: &str, mdx: bool) -> Vec<String> {
    parse(text, 0..text.len(), mdx).segments.iter().map(|s| s.text.as_str().to_owned()).collect()
}

fn md(text: &str) -> Vec<String> {
    read(text, false)
}

#[test]
fn marks_say_what_was_emphasised_linked_and_code() {
    let text =
        "راجع **الشبكة** و[الرقائق](https://x.example/Chip \"t\") و`npm` و<abbr title=\"Central\">CPU</abbr>";
    let prose = parse(text, 0..text.len(), false);
    let segment = &prose.segments[0];
    assert_eq!(segment.text.as_str(), "راجع الشبكة والرقائق وnpm وCPU");
    let marks: Vec<(&str, &MarkKind)> =
        segment.marks.iter().map(|m| (&segment.text.as_str()[m.range.clone()], &m.kind)).collect();
    assert_eq!(
        marks,
        [
            ("الشبكة", &MarkKind::Emphasis),
            ("الرقائق", &MarkKind::Link("https://x.example/Chip".into())),
            ("npm", &MarkKind::Code),
            ("CPU", &MarkKind::Abbreviation("Central".into())),
        ]
    );
}

#[test]
fn entities_and_line_breaks_lead_back_to_what_was_written() {
    let text = "&#x202b;سطر&nbsp;أول\n> ليس اقتباسا";
    let prose = parse(text, 0..text.len(), false);
    assert_eq!(prose.segments[0].text.as_str(), "\u{202b}سطر\u{a0}أول");
    assert_eq!(&text[prose.segments[0].text.origin(0..3)], "&#x202b;");
    assert_eq!(md("سطر أول\nسطر ثان<br>ثالث"), ["سطر أول سطر ثان ثالث"]);
}

#[test]
fn directives_give_their_titles_and_lose_their_marks() {
    assert_eq!(md(":::tip ملاحظة\nنص\n:::\nبعد"), ["ملاحظة", "نص", "بعد"]);
    assert_eq!(md("::: warning\nنص\n:::"), ["نص"]);
    assert_eq!(md("- بند\n\n  :::note[عنوان]\n  نص\n  :::"), ["بند", "عنوان", "نص"]);
    assert_eq!(
        md(":::image type=\"content\" source=\"a.png\" alt-text=\"لقطة شاشة\":::\n\nنص"),
        ["لقطة شاشة", "نص"]
    );
    assert_eq!(md("> [!NOTE]\n> نص\n\n[!INCLUDE [banner](../banner.md)]"), ["نص"]);
}

#[test]
fn anchors_shortcodes_and_attribute_lists_are_gone() {
    assert_eq!(md("## مقدمة {#مقدمة-١}\n\n[[toc]]\n\nنص{: .note}"), ["مقدمة", "نص"]);
    assert_eq!(md("<a name=\"x\"></a>نص {{< ref \"a\" >}} آخر"), [format!("نص {OPAQUE} آخر")]);
    assert_eq!(
        md("{{< highlight >}}\n\nنص {{< glossary_tooltip text=\"الحجيرات\" term_id=\"pod\" >}} هنا"),
        ["نص الحجيرات هنا"]
    );
    assert_eq!(md("اكتب `{{ msg }}` و`{#id}` هنا"), ["اكتب {{ msg }} و{#id} هنا"]);
}

#[test]
fn what_is_in_fences_does_not_reach_out() {
    assert_eq!(md("```js\nlet a = `\n  {{ b }\n`\n```\n\n:::tip عنوان\nنص {#a}\n:::\n"), ["عنوان", "نص"]);
}

#[test]
fn a_paragraph_of_code_is_a_listing() {
    assert_eq!(md("- عرض المحتويات:\n\n`tar tf {{path}}`\n"), ["عرض المحتويات:"]);
}

#[test]
fn formulas_are_opaque_and_prices_are_not() {
    assert_eq!(md("لدينا $x^2$ و\\\\(a_1\\\\) هنا"), [format!("لدينا {OPAQUE} و{OPAQUE} هنا")]);
    assert_eq!(md("بين (5$) أو (10$) فقط"), ["بين (5$) أو (10$) فقط"]);
    assert_eq!(md("الذكاء \\(AI\\) هنا"), ["الذكاء (AI) هنا"]);
}

#[test]
fn mdx_keeps_the_prose_of_components_only() {
    let text = "import A from 'a'\nexport const b = {\n  c: 1 }\n\n<Tabs items={['أ', x => y]}>\n  <Tab title=\"نص العنوان\">\n    كلمة **هامة**<b>جدا</b> {count}{/* تعليق */}\n  </Tab>\n</Tabs>\n\n```jsx\n<A>سر</A>\n```\n";
    assert_eq!(read(text, true), ["نص العنوان".to_owned(), format!("كلمة **هامة**جدا {OPAQUE}")]);
    assert_eq!(read("<Note>\nنص **هام**\n</Note>", true), ["نص هام"]);
    assert_eq!(md("<Note>\nنص **هام**\n</Note>"), ["نص هام"]);
}

#[test]
fn components_may_indent_their_fences() {
    let text = "<Steps>\n    نص مزاح\n\n    ```js\n    // سر\n    ```\n</Steps>\n";
    assert_eq!(read(text, true), ["نص مزاح"]);
}

#[test]
fn kramdown_reads_markdown_in_tags_that_ask_for_it() {
    let text =
        "<aside markdown=\"1\">\nنص\n<p markdown=\"1\">\n— @a, [مقال](https://x.example)\n</p>\n</aside>\n";
    assert_eq!(md(text), ["نص", "— @a, مقال"]);
}

#[test]
fn images_leave_a_stand_in_and_their_description() {
    assert_eq!(md("قبل ![وصف *الصورة*](a.png) بعد"), [format!("قبل {OPAQUE} بعد"), "وصف *الصورة".to_owned()]);
}

#[test]
fn html_blocks_are_read_as_html() {
    assert_eq!(md("**Term**\n<div dir=\"rtl\">\nمصطلح &amp; آخر\n</div>\n"), ["Term", "مصطلح & آخر"]);
}

#[test]
fn kinds_follow_the_blocks() {
    use BlockKind::{Cell, Heading, ListItem, Paragraph, Term};
    let text = "# أ\n\nب\n\n- ج\n\n  د\n\n> ه\n\n| و | ز |\n|---|---|\n| ح | ط |\n\nي\n: ك\n";
    let kinds: Vec<BlockKind> = parse(text, 0..text.len(), false).segments.iter().map(|s| s.kind).collect();
    assert_eq!(
        kinds,
        [Heading(1), Paragraph, ListItem, ListItem, Paragraph, Cell, Cell, Cell, Cell, Term, ListItem]
    );
}

#[test]
fn deep_nesting_is_only_deep() {
    for unit in ["> ", "- ", "[", "<div>", "{", "*a ", "<A b={", "`", "{{", "\\("] {
        let text = unit.repeat(20_000);
        parse(&text, 0..text.len(), true);
        parse(&text, 0..text.len(), false);
    }
}

#[test]
fn the_text_of_a_nested_component_is_no_indented_code() {
    let text = "<Banner emoji=\":eyes:\">\n  <Button to=\"/dapps/\">\n    استكشف التمويل اللامركزي (DeFi)\n  </Button>\n</Banner>\n";
    assert_eq!(md(text), ["استكشف التمويل اللامركزي (DeFi)"]);
    assert_eq!(md("قبل:\n\n    let x = 1; // قيمة ابتدائية طويلة هنا\n    // تعليق\n"), ["قبل:"]);
}
