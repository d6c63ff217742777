/** What all report pages are made of: one HTML file that needs nothing else, its tables and its numbers. */
@NullMarked
package dev.allot.study.page;

import org.jspecify.annotations.NullMarked;
