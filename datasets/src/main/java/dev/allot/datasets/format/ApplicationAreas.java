package dev.allot.datasets.format;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PandaLM's motivating applications in a few areas; some fifty applications over a thousand pairs are too thin to count. */
final class ApplicationAreas {
    private static final String OTHER = "other";
    private static final Map<String, String> AREAS = areas();

    private ApplicationAreas() {}

    /** The area of an application, however its name is written. */
    static String of(String application) {
        return AREAS.getOrDefault(normal(application), OTHER);
    }

    private static String normal(String application) {
        return application
                .toLowerCase(Locale.ROOT)
                .replaceAll("^https?://", "")
                .replaceAll("[^a-z0-9. ]", "")
                .replaceAll("\\.(com|ai|guru)$", "")
                .strip();
    }

    private static Map<String, String> areas() {
        Map<String, String> areas = new HashMap<>();
        put(areas, "writing", List.of("Grammarly", "ludwig.guru", "Gmail", "Blogger", "Google Docs", "MS Powerpoint"));
        put(
                areas,
                "knowledge",
                List.of(
                        "merriam-webster.com",
                        "Wikipedia",
                        "Quora",
                        "National Geographic",
                        "Google Search",
                        "Weather",
                        "CNN News",
                        "ESPN"));
        put(areas, "learning", List.of("Coursera", "Doulingo", "Socratic by Google", "instructables", "Wysa"));
        put(areas, "media", List.of("IMDB", "Spotify", "Netflix", "YouTube", "Goodreads"));
        put(
                areas,
                "social",
                List.of("Messenger", "LinkedIn", "Twitter", "Instagram", "Reddit", "Facebook", "Telegram", "Meetup"));
        put(
                areas,
                "commerce",
                List.of(
                        "Amazon",
                        "Yelp",
                        "tripadvisor.com",
                        "Tasty",
                        "Redfin",
                        "sth related to real estate?",
                        "Play Store"));
        put(areas, "work", List.of("Indeed", "Jira", "MS Excel", "Google Sheet", "Google Meet"));
        put(areas, "formal", List.of("Wolfram alpha", "Sudoku", "https://abcnotation.com/", "https://cohere.ai/"));
        return Map.copyOf(areas);
    }

    private static void put(Map<String, String> areas, String area, List<String> applications) {
        applications.forEach(application -> areas.put(normal(application), area));
    }
}
