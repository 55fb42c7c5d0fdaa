/**
 * What can be wrong with a network, as data: tags, messages and places. Printing is done elsewhere.
 */
package dev.synapt.processor.diagnostic;
