/**
 * Checks of gradients: a network once more in double precision, written as plain loops, against
 * differences of its loss and against the generated trainer; and registers that the machine lacks.
 * For tests only; generated tests are made of it.
 */
package dev.synapt.testing;
