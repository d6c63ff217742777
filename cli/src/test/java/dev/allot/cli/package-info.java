/** Tests of the command line as people use it: arguments in, exit code, standard output and standard error out. */
@NullMarked
package dev.allot.cli;

import org.jspecify.annotations.NullMarked;
