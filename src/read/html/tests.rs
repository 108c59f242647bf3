use super::*;

fn read(html: &str) -> Vec<String> {
    page(html).segments.iter().map(|segment| segment.text.as_str().to_owned()).collect()
}

#[test]
fn marks_and_offsets_survive_entities_and_white_space() {
    let html = "<p>راجع   <a href=\"/wiki/Chip?a=1&amp;b\">الرقائق&shy;</a>\n و<code>npm</code></p>";
    let prose = page(html);
    let segment = &prose.segments[0];
    assert_eq!(segment.text.as_str(), "راجع الرقائق\u{AD} ونpm".replace("ونpm", "وnpm"));
    let link = &segment.marks[0];
    assert_eq!(link.kind, MarkKind::Link("/wiki/Chip?a=1&b".into()));
    assert_eq!(&html[segment.text.origin(link.range.clone())], "الرقائق&shy;");
    assert_eq!(segment.marks[1].kind, MarkKind::Code);
}

#[test]
fn the_article_is_chosen_over_the_page() {
    let html = "<body><div class=side-menu>قائمة</div><div>إعلان قصير</div><main><header><h1>عنوان المقال</h1></header>\
        <article><p>نص المقال الطويل الذي يكفي</p><aside class='note'>تنبيه</aside><aside>مقالات أخرى</aside></article></main>\
        <footer>حقوق</footer></body>";
    let read = read(html);
    assert!(
        read.contains(&"نص المقال الطويل الذي يكفي".to_owned()) && read.contains(&"تنبيه".to_owned()),
        "{read:?}"
    );
    for furniture in ["قائمة", "إعلان قصير", "مقالات أخرى", "حقوق"] {
        assert!(!read.contains(&furniture.to_owned()), "{read:?}");
    }
}

#[test]
fn menus_go_and_lists_of_prose_stay() {
    let html = "<ul><li><a href=1>أول</a><li><a href=2>ثان</a><li><a href=3>ثالث</a></ul><p>فقرة من النص هنا</p>\
        <ol><li>بند <a href=4>مع رابط</a><li>بند آخر</ol>";
    assert_eq!(read(html), ["فقرة من النص هنا", "بند مع رابط", "بند آخر"]);
}

#[test]
fn a_page_in_a_form_is_still_read() {
    assert_eq!(read("<body><form><div><p>كل الصفحة هنا</p></div></form></body>"), ["كل الصفحة هنا"]);
}

#[test]
fn the_page_names_its_site() {
    let html = "<head><link href=\"https://www.book.example/a\" rel=canonical></head><p>نص</p>";
    assert_eq!(page(html).about.site.as_deref(), Some("book.example"));
}

#[test]
fn a_title_that_no_heading_shows_is_prose() {
    assert_eq!(read("<title>عنوان الصفحة</title><h2>قسم</h2><p>نص"), ["عنوان الصفحة", "قسم", "نص"]);
    assert_eq!(read("<title>قسم — موقع</title><h2>قسم</h2><p>نص"), ["قسم", "نص"]);
}

#[test]
fn double_breaks_end_paragraphs() {
    assert_eq!(read("<div>أول<br>تابع<br><br>ثان</div>"), ["أول تابع", "ثان"]);
}

#[test]
fn deep_and_unbalanced_markup_is_survived() {
    for unit in ["<div>", "<b>", "</i>", "<table><td>", "<p><a>", "<", "&", "<!--", "<b></i>"] {
        page(&unit.repeat(50_000));
    }
}

#[test]
fn the_page_says_when_it_came_out() {
    let dated = |html: &str| page(html).about.date.map(|(_, date)| date).unwrap_or_default();
    for html in [
        "<meta property=\"article:published_time\" content=\"2022-03-04T05:06:07+00:00\"><p>نص</p>",
        "<meta name=date content=2022-03-04><p>نص</p>",
        "<article><time datetime=\"2022-03-04\">الجمعة</time><p>نص</p></article>",
        "<script type=\"application/ld+json\">{\"datePublished\": \"2022-03-04\"}</script><time datetime=2001-01-01></time>",
    ] {
        assert_eq!(dated(html), "2022-03-04", "{html}");
    }
    assert_eq!(dated("<p>نص 2022-03-04</p>"), "");
}
