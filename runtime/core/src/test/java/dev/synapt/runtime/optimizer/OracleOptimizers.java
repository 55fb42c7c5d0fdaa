package dev.synapt.runtime.optimizer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** Makes the optimizer that a case of the expected values describes. */
final class OracleOptimizers {

  private final JsonObject attributes;
  private final Set<String> unread;

  private OracleOptimizers(JsonObject attributes) {
    this.attributes = attributes;
    this.unread = new TreeSet<>(attributes.keySet());
  }

  /** In these cases weight decay and L1 act on the bias too. */
  static Optimizer of(JsonObject attributes) {
    OracleOptimizers reader = new OracleOptimizers(attributes);
    Optimizer optimizer = reader.common(reader.rule()).decayBiasesAndNorms();
    if (!reader.unread.isEmpty()) {
      throw new AssertionError("settings that nobody reads: " + reader.unread);
    }
    return optimizer;
  }

  private double number(String name, double otherwise) {
    unread.remove(name);
    JsonElement value = attributes.get(name);
    return value == null ? otherwise : value.getAsDouble();
  }

  private boolean flag(String name) {
    unread.remove(name);
    return attributes.has(name) && attributes.get(name).getAsBoolean();
  }

  private UpdateRule<?> rule() {
    unread.remove("optimizer");
    double rate = number("lr", Double.NaN);
    return switch (attributes.get("optimizer").getAsString()) {
      case "sgd" -> sgd(Sgd.withLearningRate(rate));
      case "adam" -> adam(Adam.withLearningRate(rate));
      case "adamw" -> adam(AdamW.withLearningRate(rate));
      case "adamax" ->
          Adamax.withLearningRate(rate)
              .betas(number("beta1", -1), number("beta2", -1))
              .epsilon(number("eps", -1));
      case "rmsprop" -> rmsProp(RmsProp.withLearningRate(rate));
      case "adagrad" ->
          Adagrad.withLearningRate(rate)
              .rateDecay(number("lr_decay", -1))
              .initialSum(number("initial_accumulator_value", -1))
              .epsilon(number("eps", -1));
      case "adadelta" ->
          Adadelta.withLearningRate(rate).rho(number("rho", -1)).epsilon(number("eps", -1));
      case "lion" -> Lion.withLearningRate(rate).betas(number("beta1", -1), number("beta2", -1));
      default -> throw new AssertionError("unknown optimizer in " + attributes);
    };
  }

  private Sgd sgd(Sgd plain) {
    Sgd sgd = plain.momentum(number("momentum", 0)).dampening(number("dampening", 0));
    return flag("nesterov") ? sgd.nesterov() : sgd;
  }

  private Adam adam(Adam usual) {
    Adam adam = usual.betas(number("beta1", -1), number("beta2", -1)).epsilon(number("eps", -1));
    return flag("amsgrad") ? adam.amsgrad() : adam;
  }

  private RmsProp rmsProp(RmsProp usual) {
    RmsProp rule =
        usual.alpha(number("alpha", -1)).epsilon(number("eps", -1)).momentum(number("momentum", 0));
    return flag("centered") ? rule.centered() : rule;
  }

  private UpdateRule<?> common(UpdateRule<?> rule) {
    UpdateRule<?> changed = rule.weightDecay(number("weight_decay", 0)).l1(number("l1", 0));
    if (attributes.has("clip_value")) {
      changed = changed.clipValue(number("clip_value", -1));
    }
    if (attributes.has("clip_norm")) {
      changed = changed.clipGlobalNorm(number("clip_norm", -1));
    }
    if (attributes.has("max_norm")) {
      changed = changed.maxNorm(number("max_norm", -1));
    }
    return changed;
  }
}
