package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.method.MethodPlan;
import java.util.List;

/** What a code class does. */
enum CodeRole {
  /** Predicts one sample. */
  PREDICTION("Network", RuntimeApi.INFERENCE_CODE) {
    @Override
    List<MethodPlan> plans(Compilation compilation) {
      return compilation.inferencePlans();
    }
  },
  /** Predicts many samples at once. */
  BATCH("Batch", RuntimeApi.BATCH_CODE) {
    @Override
    List<MethodPlan> plans(Compilation compilation) {
      return compilation.batchPlans();
    }
  },
  /** Computes the loss and the gradients of a batch. */
  TRAINING("Trainer", RuntimeApi.TRAINING_CODE) {
    @Override
    List<MethodPlan> plans(Compilation compilation) {
      return compilation.trainingPlans();
    }
  };

  private final String part;
  private final ClassName superclass;

  CodeRole(String part, ClassName superclass) {
    this.part = part;
    this.superclass = superclass;
  }

  /** What is behind the model's name in the names of its classes, in front of the target's. */
  String part() {
    return part;
  }

  /** The runtime's class that plain code extends. */
  ClassName superclass() {
    return superclass;
  }

  /** The class whose documentation names the code: what the user makes an object of. */
  ClassName user(Names names) {
    return this == TRAINING ? names.trainer() : names.network();
  }

  /** The operations. */
  OpGraph graph(Compilation compilation) {
    return this == TRAINING ? compilation.training() : compilation.inference();
  }

  /** The methods, one plan per target, plain first. */
  abstract List<MethodPlan> plans(Compilation compilation);
}
