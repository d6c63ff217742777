/** The report of a study: one HTML page that needs nothing else. */
@NullMarked
package dev.allot.study.report;

import org.jspecify.annotations.NullMarked;
