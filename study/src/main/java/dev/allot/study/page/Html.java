package dev.allot.study.page;

/** Escaping for HTML. */
final class Html {
    private Html() {}

    /** Safe as text and in quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
