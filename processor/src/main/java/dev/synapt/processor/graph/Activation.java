package dev.synapt.processor.graph;

import java.util.Locale;

/**
 * An elementwise function without weights.
 *
 * @param kind which one
 * @param parameter its number: the slope of leaky ReLU, alpha of ELU and CELU, beta of softplus; 0
 *     for functions without one
 */
public record Activation(Kind kind, double parameter) {

  /** {@code max(x, 0)}. */
  public static final Activation RELU = new Activation(Kind.RELU);

  /** {@code 1 / (1 + exp(-x))}. */
  public static final Activation SIGMOID = new Activation(Kind.SIGMOID);

  /** The hyperbolic tangent. */
  public static final Activation TANH = new Activation(Kind.TANH);

  /** The functions. Derivatives at kinks are PyTorch's. */
  public enum Kind {
    /** {@code max(x, 0)}; the derivative at 0 is 0. */
    RELU("Relu"),
    /** {@code min(max(x, 0), 6)}; the derivative at 0 and 6 is 0. */
    RELU6("Relu6"),
    /** {@code x > 0 ? x : slope x}; the derivative at 0 is the slope. */
    LEAKY_RELU("LeakyRelu", "slope"),
    /** {@code x > 0 ? x : alpha (exp(x) - 1)}. */
    ELU("Elu", "alpha"),
    /** {@code x > 0 ? x : alpha (exp(x / alpha) - 1)}. */
    CELU("Celu", "alpha"),
    /** {@code s (x > 0 ? x : a (exp(x) - 1))}, see {@link #SELU_SCALE} and {@link #SELU_ALPHA}. */
    SELU("Selu"),
    /** {@code x P(x)}, with P the normal distribution function. */
    GELU("Gelu"),
    /** {@code x sigmoid(2 sqrt(2/pi) (x + 0.044715 x^3))}. */
    GELU_TANH("Gelu"),
    /** {@code x sigmoid(x)}. */
    SILU("Silu"),
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID("Sigmoid"),
    /** {@code min(max(x / 6 + 1/2, 0), 1)}; the derivative at -3 and 3 is 0. */
    HARD_SIGMOID("HardSigmoid"),
    /**
     * {@code x} times the hard sigmoid; the derivative is {@code x / 3 + 1/2} from -3 to 3, both
     * included.
     */
    HARD_SWISH("HardSwish"),
    /** The hyperbolic tangent. */
    TANH("Tanh"),
    /** {@code min(max(x, -1), 1)}; the derivative at -1 and 1 is 0. */
    HARD_TANH("HardTanh"),
    /** {@code log(1 + exp(beta x)) / beta}. */
    SOFTPLUS("Softplus", "beta"),
    /** {@code -log(1 + exp(-x))}. */
    LOG_SIGMOID("LogSigmoid"),
    /** {@code x tanh(log(1 + exp(x)))}. */
    MISH("Mish"),
    /** {@code x / (1 + |x|)}. */
    SOFTSIGN("Softsign");

    private final String annotation;
    private final String attribute;

    Kind(String annotation) {
      this(annotation, "");
    }

    Kind(String annotation, String attribute) {
      this.annotation = annotation;
      this.attribute = attribute;
    }

    /** The name of the annotation, without the at sign. */
    public String annotation() {
      return annotation;
    }

    /** The annotation's attribute that is the parameter; empty for functions without one. */
    public String attribute() {
      return attribute;
    }

    /**
     * Whether the derivative is computed from {@code x}; from {@code y} else, which other layers
     * keep anyway.
     */
    public boolean derivesFromInput() {
      return switch (this) {
        case RELU, RELU6, LEAKY_RELU, ELU, CELU, SELU, SIGMOID, TANH, HARD_TANH -> false;
        case GELU,
            GELU_TANH,
            SILU,
            HARD_SIGMOID,
            HARD_SWISH,
            SOFTPLUS,
            LOG_SIGMOID,
            MISH,
            SOFTSIGN ->
            true;
      };
    }
  }

  /** The constant s of {@link Kind#SELU} (Klambauer and others 2017). */
  public static final double SELU_SCALE = 1.0507009873554804934193349852946;

  /** The constant a of {@link Kind#SELU}. */
  public static final double SELU_ALPHA = 1.6732632423543772848170429916717;

  /** A function without a parameter. */
  public Activation(Kind kind) {
    this(kind, 0);
  }

  /** The name of the stage: the annotation's in lower case. */
  public String stage() {
    return kind.annotation().toLowerCase(Locale.ROOT);
  }

  /** The function for people, as in {@code LeakyRelu, slope 0.01}. */
  public String title() {
    String form = kind == Kind.GELU_TANH ? ", approximate" : "";
    return kind.annotation()
        + form
        + (kind.attribute().isEmpty() ? "" : ", " + kind.attribute() + " " + parameter);
  }

  @Override
  public String toString() {
    return kind.attribute().isEmpty() ? kind.name() : kind + " " + parameter;
  }
}
