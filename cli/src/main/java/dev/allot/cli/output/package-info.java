/** What commands print, and where their files go. */
@NullMarked
package dev.allot.cli.output;

import org.jspecify.annotations.NullMarked;
