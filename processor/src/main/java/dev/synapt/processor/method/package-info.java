/**
 * The methods of the generated code classes: which there are, what each does, and how large it may
 * be.
 */
package dev.synapt.processor.method;
