/**
 * Reads the user's classes as the compiler sees them. The only package besides the root that names
 * {@code javax.lang.model}.
 */
package dev.synapt.processor.source;
