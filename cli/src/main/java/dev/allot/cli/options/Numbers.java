package dev.allot.cli.options;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How numbers and durations are written in options: a dot for decimals, no suffixes, nothing that is not finite. */
public final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern DURATION = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ms|s|m|h)");
    private static final Map<String, Double> SECONDS = Map.of("ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0);

    private Numbers() {}

    /** A finite decimal. */
    static double decimal(String text) {
        double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new TypeConversionException(
                    "'" + text + "' is not a number; numbers are decimals such as 0.25 or 1500");
        }
        return value;
    }

    /** A finite decimal that is not negative. */
    static double notNegative(String text) {
        double value = decimal(text);
        if (value < 0) {
            throw new TypeConversionException("'" + text + "' is negative; it must be 0 or more");
        }
        return value;
    }

    private static long whole(String text, long least, long greatest) {
        if (!WHOLE.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= greatest) {
                return value;
            }
        } catch (NumberFormatException tooLong) {
            // Out of range, as below.
        }
        String range = greatest >= Integer.MAX_VALUE && least >= 0
                ? "it must be at least " + least
                : "it must be from " + least + " to " + greatest;
        throw new TypeConversionException("'" + text + "' is out of range; " + range);
    }

    /** Any finite decimal. */
    public static final class Decimal implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return decimal(text);
        }
    }

    /** A decimal of at least 0. */
    public static final class NotNegative implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return notNegative(text);
        }
    }

    /** A decimal above 0. */
    public static final class Positive implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = decimal(text);
            if (!(value > 0)) {
                throw new TypeConversionException("'" + text + "' is not above 0");
            }
            return value;
        }
    }

    /** A decimal above 0 and at most 1. */
    public static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = decimal(text);
            if (!(value > 0 && value <= 1)) {
                throw new TypeConversionException("'" + text + "' is not a share; shares are above 0 and at most 1");
            }
            return value;
        }
    }

    /** A whole number of at least 1. */
    public static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) whole(text, 1, Integer.MAX_VALUE);
        }
    }

    /** A number of threads or processes: 1 to 1024. */
    public static final class Threads implements ITypeConverter<Integer> {
        private static final int MOST = 1024;

        @Override
        public Integer convert(String text) {
            return (int) whole(text, 1, MOST);
        }
    }

    /** A whole number of at least 0. */
    public static final class CountFromZero implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) whole(text, 0, Integer.MAX_VALUE);
        }
    }

    /** A whole number of at least 1, however great. */
    public static final class LongCount implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return whole(text, 1, Long.MAX_VALUE);
        }
    }

    /** Any whole number of 64 bits. */
    public static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /** A time above 0 with its unit: 500ms, 60s, 2m, 1h. */
    public static final class Time implements ITypeConverter<Duration> {
        private static final double LONGEST_SECONDS = 366 * 86400.0;

        @Override
        public Duration convert(String text) {
            Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
            double seconds = Double.NaN;
            if (matcher.matches()) {
                Double unit = SECONDS.get(matcher.group(2));
                seconds = unit == null ? Double.NaN : Double.parseDouble(matcher.group(1)) * unit;
            }
            Duration time = seconds <= LONGEST_SECONDS ? Duration.ofNanos(Math.round(seconds * 1e9)) : Duration.ZERO;
            if (time.isZero()) {
                throw new TypeConversionException(
                        "'" + text + "' is not a time above 0 and up to a year; times have a unit: 500ms, 60s, 2m, 1h");
            }
            return time;
        }
    }
}
