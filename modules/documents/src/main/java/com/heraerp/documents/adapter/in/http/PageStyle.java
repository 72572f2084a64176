package com.heraerp.documents.adapter.in.http;

import com.heraerp.kernel.web.Html;

/** How a document looks, on a screen and on paper. What reads from right to left is told by the page's {@code dir}. */
enum PageStyle {
    SCREEN("""
            body{font:15px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',sans-serif;background:#f3f1ee;padding:2rem 1rem}
            main{background:#fff;max-width:46rem;margin:0 auto;padding:3rem;box-shadow:0 1px 12px rgba(40,32,24,.12)}
            @media(max-width:40rem){body{padding:0}main{padding:1.5rem}}
            @media print{@page{size:A4;margin:18mm}body{background:#fff;padding:0}main{box-shadow:none;max-width:none;padding:0}}
            """), PAPER("""
            @page{size:A4;margin:18mm 18mm 20mm;@bottom-center{content:counter(page) ' / ' counter(pages);
            font:8pt 'DejaVu Sans';color:#8a8178}}
            body{font:9pt/1.45 'DejaVu Sans'}
            table.lines{-fs-table-paginate:paginate}
            """);

    private static final String COMMON = """
            body{margin:0;color:#2b2622}p,h1,h2{margin:0}
            h1{font-size:1.55em;line-height:1.25;color:#4a2e3b}h2{font-size:1.9em;line-height:1.2;font-weight:400;color:#4a2e3b}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:0;font-weight:400}
            .muted,th{color:#7a7068}.end,.num{text-align:right}.num{white-space:nowrap}
            .half{width:50%}.facts{width:auto;margin-left:auto;margin-top:.6em}.facts td{padding-right:1.2em}.facts td.end{padding-right:0}
            .notice{margin:1.6em 0 0;padding:.7em 1em;border:2px solid #a3293d;color:#a3293d}
            .notice strong{font-size:2em;line-height:1.2;letter-spacing:.12em}
            .parties{margin-top:1.8em}.parties td{padding-right:1.2em}.parties .muted{font-size:.85em}
            .lines{margin-top:2em;table-layout:fixed}
            .lines th{border-bottom:1.5px solid #4a2e3b;padding:.3em .4em;font-size:.85em;vertical-align:bottom}
            .lines td{border-bottom:1px solid #e4ded7;padding:.5em .4em}.lines tr{page-break-inside:avoid}
            .wide{overflow-wrap:break-word;word-wrap:break-word}.note{font-size:.85em;color:#7a7068}.w11{width:11%}.w15{width:15%}.w20{width:20%}
            .lines .total td{border-top:1.5px solid #4a2e3b;border-bottom:0;font-weight:700}
            .sums{width:52%;margin-left:auto;margin-top:1em;page-break-inside:avoid}.sums td{padding:.25em .4em}
            .sums .total td{border-top:1.5px solid #4a2e3b;font-size:1.3em;font-weight:700;color:#4a2e3b;padding:.4em .3em}
            [dir=rtl] td,[dir=rtl] th{text-align:right}[dir=rtl] .end,[dir=rtl] .num{text-align:left}
            [dir=rtl] .facts,[dir=rtl] .sums{margin-left:0;margin-right:auto}
            [dir=rtl] .facts td{padding-right:0;padding-left:1.2em}[dir=rtl] .facts td.end{padding-left:0}[dir=rtl] .parties td{padding-right:0;padding-left:1.2em}
            [dir=rtl] .notice strong{letter-spacing:0}
            """;

    private final String css;

    PageStyle(String own) {
        this.css = COMMON + own;
    }

    String css() {
        return css;
    }

    /** The {@code Content-Security-Policy} under which the page is shown. */
    String policy() {
        return Html.policyOf(css);
    }
}
