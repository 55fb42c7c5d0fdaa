package dev.synapt.processor.kernel;

import static dev.synapt.processor.lane.Expr.add;
import static dev.synapt.processor.lane.Expr.constant;
import static dev.synapt.processor.lane.Expr.div;
import static dev.synapt.processor.lane.Expr.max;
import static dev.synapt.processor.lane.Expr.min;
import static dev.synapt.processor.lane.Expr.mul;
import static dev.synapt.processor.lane.Expr.ref;
import static dev.synapt.processor.lane.Expr.sub;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.LaneMath;
import dev.synapt.processor.lane.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Activation functions and their derivatives on lanes. Values below are named {@code v} for x,
 * {@code f} for the result, {@code d} for the gradient that arrives.
 */
final class ActivationCode {

  private static final Expr ZERO = constant(0);
  private static final Expr ONE = constant(1);

  /** {@code 2 sqrt(2 / pi)}. */
  private static final double GELU_FACTOR = 1.5957691216057308;

  private static final double GELU_CUBIC = 0.044715;

  /**
   * Beyond it the tanh form of GELU is x or 0 in single precision, and the cube of x could
   * overflow.
   */
  private static final double GELU_END = 10;

  /**
   * Beyond it {@code tanh(log(1 + exp(x)))} is 1 in single precision, and the square of exp could
   * overflow.
   */
  private static final double MISH_END = 20;

  private static final double INVERSE_ROOT_OF_TWO_PI = 0.3989422804014327;

  private final List<Stmt> code = new ArrayList<>();

  private ActivationCode() {}

  /** Statements that name {@code f} the function of {@code x}. */
  static List<Stmt> value(Activation function, Expr x) {
    ActivationCode code = new ActivationCode();
    code.value(function.kind(), function.parameter(), x);
    return code.code;
  }

  private void value(Activation.Kind kind, double parameter, Expr x) {
    switch (kind) {
      case RELU -> let("f", max(x, ZERO));
      case RELU6 -> let("f", min(max(x, ZERO), constant(6)));
      case HARD_TANH -> let("f", min(max(x, constant(-1)), ONE));
      case SIGMOID -> code.addAll(LaneMath.sigmoid("f", x));
      case TANH -> code.addAll(LaneMath.tanh("f", x));
      case HARD_SIGMOID -> let("f", hardSigmoid(x));
      case LEAKY_RELU, ELU, CELU, SELU -> {
        let("v", x);
        rectifier(kind, parameter);
      }
      case GELU, GELU_TANH, SILU, HARD_SWISH, MISH -> {
        let("v", x);
        gate(kind);
        let("f", mul(ref("v"), ref("gate")));
      }
      case SOFTPLUS -> {
        let("v", parameter == 1 ? x : mul(x, constant(parameter)));
        softplus(ref("v"));
        let("f", parameter == 1 ? ref("p") : mul(ref("p"), constant(1 / parameter)));
      }
      case LOG_SIGMOID -> {
        let("v", sub(ZERO, x));
        softplus(ref("v"));
        let("f", sub(ZERO, ref("p")));
      }
      case SOFTSIGN -> {
        let("v", x);
        let("f", div(ref("v"), add(ONE, magnitude())));
      }
    }
  }

  private void rectifier(Activation.Kind kind, double parameter) {
    Expr v = ref("v");
    if (kind == Activation.Kind.LEAKY_RELU) {
      let("f", positive(v, v, mul(v, constant(parameter))));
      return;
    }
    code.addAll(LaneMath.expm1("e", kind == Activation.Kind.CELU ? over(v, parameter) : v));
    boolean scaled = kind == Activation.Kind.SELU;
    double alpha = scaled ? Activation.SELU_SCALE * Activation.SELU_ALPHA : parameter;
    Expr above = scaled ? mul(v, constant(Activation.SELU_SCALE)) : v;
    let("f", positive(v, above, mul(ref("e"), constant(alpha))));
  }

  /** Divided, not multiplied: the reciprocal of a small number could overflow. */
  private static Expr over(Expr x, double divisor) {
    return divisor == 1 ? x : div(x, constant(divisor));
  }

  private static Expr hardSigmoid(Expr x) {
    return min(max(new Expr.Fma(x, constant(1.0 / 6), constant(0.5)), ZERO), ONE);
  }

  /** Names {@code gate} what {@code v} is multiplied by. */
  private void gate(Activation.Kind kind) {
    Expr v = ref("v");
    switch (kind) {
      case GELU -> code.addAll(LaneMath.normalDistribution("gate", v));
      case GELU_TANH -> code.addAll(LaneMath.sigmoid("gate", geluArgument()));
      case SILU -> code.addAll(LaneMath.sigmoid("gate", v));
      case HARD_SWISH -> let("gate", hardSigmoid(v));
      case MISH -> {
        mishTerms();
        let("gate", div(ref("w"), ref("w2")));
      }
      default -> throw new IllegalArgumentException("no gate: " + kind);
    }
  }

  /** {@code 2 sqrt(2/pi) (c + 0.044715 c^3)} of the clamped {@code c}. */
  private Expr geluArgument() {
    let("c", min(max(ref("v"), constant(-GELU_END)), constant(GELU_END)));
    let("c2", mul(ref("c"), ref("c")));
    Expr cubic = new Expr.Fma(ref("c2"), constant(GELU_FACTOR * GELU_CUBIC), constant(GELU_FACTOR));
    return mul(ref("c"), cubic);
  }

  /** With {@code e = exp(x)}: {@code tanh(log(1 + e)) = w / (w + 2)}, {@code w = e (e + 2)}. */
  private void mishTerms() {
    code.addAll(LaneMath.exp("e", min(ref("v"), constant(MISH_END))));
    let("w", mul(ref("e"), add(ref("e"), constant(2))));
    let("w2", add(ref("w"), constant(2)));
  }

  /** Names {@code p} the value {@code log(1 + exp(v)) = max(v, 0) + log(1 + exp(-|v|))}. */
  private void softplus(Expr v) {
    code.addAll(LaneMath.exp("e", min(v, sub(ZERO, v))));
    code.addAll(LaneMath.log1p("log", ref("e")));
    let("p", add(max(v, ZERO), ref("log")));
  }

  private static Expr magnitude() {
    return max(ref("v"), sub(ZERO, ref("v")));
  }

  /** Statements, and what they compute. */
  record Code(List<Stmt> statements, Expr result) {}

  /**
   * The gradient by x.
   *
   * @param saved what the derivative is computed from: x or y, see {@link
   *     Activation.Kind#derivesFromInput}
   * @param dy the gradient that arrives
   */
  static Code gradient(Activation function, Expr saved, Expr dy) {
    ActivationCode code = new ActivationCode();
    boolean fromInput = function.kind().derivesFromInput();
    code.let(fromInput ? "v" : "f", saved);
    code.let("d", dy);
    Expr result =
        fromInput
            ? code.slopeOfInput(function.kind(), function.parameter())
            : slopeOfOutput(function.kind(), function.parameter());
    return new Code(code.code, result);
  }

  private static Expr slopeOfOutput(Activation.Kind kind, double parameter) {
    Expr f = ref("f");
    Expr d = ref("d");
    return switch (kind) {
      case RELU -> positive(f, d, ZERO);
      case RELU6 -> positive(f, below(f, constant(6), d), ZERO);
      case HARD_TANH -> new Expr.SelectGreater(f, constant(-1), below(f, ONE, d), ZERO);
      case LEAKY_RELU -> positive(f, d, mul(d, constant(parameter)));
      case ELU -> positive(f, d, mul(d, add(f, constant(parameter))));
      case CELU -> positive(f, d, mul(d, add(over(f, parameter), ONE)));
      case SELU ->
          positive(
              f,
              mul(d, constant(Activation.SELU_SCALE)),
              mul(d, add(f, constant(Activation.SELU_SCALE * Activation.SELU_ALPHA))));
      case SIGMOID -> mul(d, mul(f, sub(ONE, f)));
      case TANH -> mul(d, sub(ONE, mul(f, f)));
      default -> throw new IllegalArgumentException("not from the output: " + kind);
    };
  }

  private Expr slopeOfInput(Activation.Kind kind, double parameter) {
    Expr v = ref("v");
    Expr d = ref("d");
    return switch (kind) {
      case HARD_SIGMOID ->
          new Expr.SelectGreater(
              v, constant(-3), below(v, constant(3), mul(d, constant(1.0 / 6))), ZERO);
      case HARD_SWISH -> {
        let("slope", new Expr.Fma(v, constant(1.0 / 3), constant(0.5)));
        let("upper", new Expr.SelectGreater(v, constant(3), ONE, ref("slope")));
        yield mul(d, new Expr.SelectGreater(constant(-3), v, ZERO, ref("upper")));
      }
      case SOFTSIGN -> {
        let("w", add(ONE, magnitude()));
        yield div(div(d, ref("w")), ref("w"));
      }
      case SOFTPLUS -> sigmoidTimes(parameter == 1 ? v : mul(v, constant(parameter)));
      case LOG_SIGMOID -> sigmoidTimes(sub(ZERO, v));
      default -> {
        gate(kind);
        yield mul(d, gateSlope(kind));
      }
    };
  }

  private Expr sigmoidTimes(Expr x) {
    code.addAll(LaneMath.sigmoid("s", x));
    return mul(ref("d"), ref("s"));
  }

  /** {@code gate + v gate'}. */
  private Expr gateSlope(Activation.Kind kind) {
    Expr gate = ref("gate");
    return switch (kind) {
      case GELU -> {
        let("density", mul(ref(LaneMath.densityOf("gate")), constant(INVERSE_ROOT_OF_TWO_PI)));
        yield new Expr.Fma(ref("v"), ref("density"), gate);
      }
      case SILU -> new Expr.Fma(mul(ref("v"), gate), sub(ONE, gate), gate);
      case GELU_TANH -> {
        double cubic = 3 * GELU_FACTOR * GELU_CUBIC;
        let("inner", new Expr.Fma(ref("c2"), constant(cubic), constant(GELU_FACTOR)));
        let("rise", mul(mul(gate, sub(ONE, gate)), ref("inner")));
        yield new Expr.Fma(ref("c"), ref("rise"), gate);
      }
      case MISH -> {
        Expr e = ref("e");
        let("rise", div(mul(mul(constant(4), e), add(e, ONE)), mul(ref("w2"), ref("w2"))));
        yield new Expr.Fma(ref("v"), ref("rise"), gate);
      }
      default -> throw new IllegalArgumentException("no gate: " + kind);
    };
  }

  private static Expr positive(Expr x, Expr then, Expr otherwise) {
    return new Expr.SelectGreater(x, ZERO, then, otherwise);
  }

  private static Expr below(Expr x, Expr end, Expr then) {
    return new Expr.SelectGreater(end, x, then, ZERO);
  }

  private void let(String name, Expr value) {
    code.add(new Stmt.Let(name, value));
  }
}
