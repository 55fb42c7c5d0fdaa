/** A small writer of ONNX files. */
package dev.synapt.examples.peers.onnx;
