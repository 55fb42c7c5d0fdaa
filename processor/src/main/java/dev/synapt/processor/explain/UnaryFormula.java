package dev.synapt.processor.explain;

import dev.synapt.processor.graph.Conv;
import dev.synapt.processor.graph.ConvTranspose;
import dev.synapt.processor.graph.Embedding;
import dev.synapt.processor.graph.GlobalMaxPool;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LogSoftmax;
import dev.synapt.processor.graph.PRelu;
import dev.synapt.processor.graph.Pool;
import dev.synapt.processor.graph.PositionalEncoding;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.Reshape;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.SelfAttention;
import dev.synapt.processor.graph.SpatialDropout;
import java.util.ArrayList;
import java.util.List;

/**
 * The formulas of layers that have a file of their own. Positions {@code p} and {@code q} are along
 * all axes, {@code t} is a tap of a window.
 */
final class UnaryFormula {

  private UnaryFormula() {}

  static Formula of(Layer.Unary layer) {
    return switch (layer) {
      case PRelu _ ->
          new Formula(
              "y = x where x > 0, else w x",
              List.of("dx = dy where x > 0, else w dy", "dw = sum of dy x where x <= 0"));
      case LogSoftmax _ ->
          Formula.one("y[c] = x[c] - log sum_k exp(x[k])", "dx = dy - exp(y) * sum_k dy[k]");
      case Conv conv -> conv(conv);
      case ConvTranspose conv -> transposed(conv);
      case Pool pool -> pool(pool);
      case Resample resample -> resample(resample);
      case SampleNorm norm -> norm(norm);
      case SpatialDropout dropout ->
          Formula.one(
              "y[c,p] = m[c] x[c,p], m[c] = 0 with probability %s, else 1 / (1 - %s); y = x in prediction"
                  .formatted(dropout.rate(), dropout.rate()),
              "dx = m dy, with the same m");
      case Reshape reshape ->
          Formula.one(
              "y = x's entries in the order [C][H][W], as " + reshape.shape(),
              "dx = dy, as the shape of x");
      case Embedding embedding -> embedding(embedding);
      case PositionalEncoding encoding -> positions(encoding);
      case SelfAttention attention -> attention(attention);
      case GlobalMaxPool _ ->
          Formula.one("y[c] = max of x[c]", "dx[c,p] = dy[c] where x[c,p] was the maximum");
    };
  }

  private static Formula embedding(Embedding embedding) {
    String but =
        embedding.padding().isPresent() ? ", 0 for v = " + embedding.padding().getAsInt() : "";
    return Formula.one(
        "y[d,t] = W[x[t],d], x token ids",
        "dW[v,d] = sum over batch, t with x[t] = v of dy[d,t]" + but);
  }

  private static Formula attention(SelfAttention attention) {
    String later = attention.causal() ? ", 0 for j > i" : "";
    String bias = attention.bias() ? " + b" : "";
    String kept =
        attention.dropout() > 0
            ? ", in training 0 with probability %1$s, else divided by 1 - %1$s"
                .formatted(attention.dropout())
            : "";
    return new Formula(
        ("y = O z%1$s, z[:,i] = sum_j P[i,j] V[:,j], P[i,j] = softmax over j of Q[:,i] . K[:,j] / sqrt(S)%2$s,"
                + " for each of %3$d heads of S = C/%3$d channels; [Q;K;V] = W x%1$s; dropout of P: %4$s")
            .formatted(bias, later, attention.heads(), kept.isEmpty() ? "none" : kept.substring(2)),
        List.of(
            "dV[:,j] = sum_i P[i,j] dz[:,i], dP[i,j] = dz[:,i] . V[:,j]",
            "dA = P (dP - sum_j P dP), A the argument of softmax",
            "dQ[:,i] = sum_j dA[i,j] K[:,j] / sqrt(S), dK[:,j] = sum_i dA[i,j] Q[:,i] / sqrt(S)",
            "dz, dx, dO, dW and db as of dense layers at each position"));
  }

  private static Formula positions(PositionalEncoding encoding) {
    return encoding.learned()
        ? new Formula(
            "y[c,t] = x[c,t] + W[t,c]",
            List.of("dx = dy", "dW[t,c] = sum over the batch of dy[c,t]"))
        : Formula.one(
            "y[2i,t] = x[2i,t] + sin(t / 10000^(2i/C)), y[2i+1,t] = x[2i+1,t] + cos(t / 10000^(2i/C))",
            "dx = dy");
  }

  private static Formula conv(Conv conv) {
    String sum = "sum_{c,t} W[k,c,t] x[c, t-th position of the window at p]";
    return weighted(
        "y[k,p] = ",
        (conv.groups() == 1 ? sum : sum + ", c over the channels of k's group"),
        conv.bias(),
        List.of(
            "dx: each dy[k,p] W[k,c,t] goes to the position that was read",
            "dW[k,c,t] = sum over batch, p of dy[k,p] x[c, that position]"));
  }

  private static Formula transposed(ConvTranspose conv) {
    String sum =
        "sum of x[c,p] W[c,k,t], for each p and t whose window at p has q as t-th position";
    return weighted(
        "y[k,q] = ",
        (conv.groups() == 1 ? sum : sum + ", c over the channels of k's group"),
        conv.bias(),
        List.of(
            "dx[c,p] = sum_{k,t} W[c,k,t] dy[k, t-th position of the window at p]",
            "dW[c,k,t] = sum over batch, p of x[c,p] dy[k, that position]"));
  }

  private static Formula weighted(String y, String sum, boolean bias, List<String> gradients) {
    List<String> backward = new ArrayList<>(gradients);
    if (bias) {
      backward.add("db[k] = sum over batch and positions of dy[k]");
    }
    return new Formula(y + (bias ? "b[k] + " : "") + sum, backward);
  }

  private static Formula norm(SampleNorm norm) {
    String over =
        switch (norm.kind()) {
          case LAYER -> "of the sample";
          case CHANNELS -> "of the position's channels";
          case GROUP -> "of a group of channels of the sample";
          case INSTANCE -> "of a channel of the sample";
        };
    String z =
        "z = (x - mean) / sqrt(variance + %s), mean and variance %s"
            .formatted(norm.epsilon(), over);
    String dx = "dx = (d - mean(d) - z mean(d z)) / sqrt(variance + epsilon), d = ";
    return norm.affine()
        ? new Formula(
            "y = gamma z + beta, " + z,
            List.of("dgamma = sum of dy z", "dbeta = sum of dy", dx + "gamma dy"))
        : Formula.one("y = " + z.substring(4), dx + "dy");
  }

  private static Formula pool(Pool pool) {
    if (pool.max()) {
      return Formula.one(
          "y[c,p] = max of x[c] over the window at p", "dx = dy where x was the maximum");
    }
    String counted = pool.counted() ? "zeros of the padding counted" : "padding left out";
    return Formula.one(
        "y[c,p] = mean of x[c] over the window at p, " + counted,
        "dx += dy[c,p] / (entries counted), for each entry of the window");
  }

  private static Formula resample(Resample resample) {
    return switch (resample.kind()) {
      case NEAREST, NEAREST_TO ->
          Formula.one(
              "y[c,i,j] = x[c, floor(i H/H'), floor(j W/W')]", "dx += dy of all that read x");
      case BILINEAR, BILINEAR_TO ->
          Formula.one(
              "y[c,i,j] = between the neighbours of ((i + 1/2) H/H' - 1/2, (j + 1/2) W/W' - 1/2)",
              "dx += dy times x's share");
      case BILINEAR_ALIGNED, BILINEAR_ALIGNED_TO ->
          Formula.one(
              "y[c,i,j] = between the neighbours of (i (H-1)/(H'-1), j (W-1)/(W'-1))",
              "dx += dy times x's share");
      case MEAN_OF_PARTS ->
          Formula.one(
              "y[c,i,j] = mean of x[c] over rows floor(i H/H') to ceil((i+1) H/H') - 1, columns alike",
              "dx += dy / (size of the part)");
      case MAX_OF_PARTS ->
          Formula.one(
              "y[c,i,j] = max of x[c] over rows floor(i H/H') to ceil((i+1) H/H') - 1, columns alike",
              "dx += dy where x was the maximum");
      case ZEROS -> Formula.one("y = x with zeros around", "dx = dy without its border");
      case MIRRORED ->
          Formula.one("y = x mirrored around, its border left out", "dx += dy of all that read x");
      case REPEATED ->
          Formula.one("y = x, its border repeated around", "dx += dy of all that read x");
    };
  }
}
