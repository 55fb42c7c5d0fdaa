/** The libraries, each behind the same interface. */
package dev.synapt.examples.peers.engine;
