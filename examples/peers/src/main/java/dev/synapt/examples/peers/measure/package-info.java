/** The processes that measure. */
package dev.synapt.examples.peers.measure;
