package com.heraerp.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void keepsTextText() {
        assertThat(new Html().markup("<p>").text("<b a=\"1\" c='2'>&amp;</b>").markup("</p>").toString())
                .isEqualTo("<p>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;</p>");
    }

    @Test
    void replacesWhatNoPageCanHold() {
        assertThat(new Html().text("a\u0001b\u001bc\uFFFEd\ne\tf 😀").toString())
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\ne\tf 😀");
    }

    @Test
    void namesTheStyleByItsHash() {
        // printf 'p{margin:0}' | openssl dgst -sha256 -binary | base64
        assertThat(Html.policyOf("p{margin:0}")).isEqualTo(
                "default-src 'none'; style-src 'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA='; base-uri 'none';"
                        + " form-action 'none'; frame-ancestors 'none'");
    }
}
