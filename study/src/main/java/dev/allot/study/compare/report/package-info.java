/** The report of a comparison: one HTML page that needs nothing else. */
@NullMarked
package dev.allot.study.compare.report;

import org.jspecify.annotations.NullMarked;
