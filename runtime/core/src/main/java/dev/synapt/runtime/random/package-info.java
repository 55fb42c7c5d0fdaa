/** Random numbers that depend on a key and a position only, never on what was drawn before. */
package dev.synapt.runtime.random;
