package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runtime as generated code names it. The processor does not depend on the runtime; a test
 * resolves every name here.
 */
final class RuntimeApi {

  private static final String RUNTIME = "dev.synapt.runtime";
  private static final String KERNEL = RUNTIME + ".kernel";
  private static final String VECTOR = "jdk.incubator.vector";

  static final ClassName TRAINER = ClassName.get(RUNTIME, "Trainer");
  static final ClassName NETWORK = ClassName.get(RUNTIME, "InferenceNetwork");
  static final ClassName WEIGHTS = ClassName.get(RUNTIME, "Weights");
  static final ClassName TENSOR_SPEC = ClassName.get(RUNTIME, "TensorSpec");
  static final ClassName CODE_PATH = ClassName.get(RUNTIME, "CodePath");
  static final ClassName INITIALIZER = ClassName.get(RUNTIME + ".initialization", "Initializer");
  static final ClassName TRAINING_CODE = ClassName.get(KERNEL, "TrainingCode");
  static final ClassName INFERENCE_CODE = ClassName.get(KERNEL, "InferenceCode");
  static final ClassName BATCH_CODE = ClassName.get(KERNEL, "BatchCode");
  static final ClassName NORM_FOLD = ClassName.get(KERNEL, "NormFold");
  static final ClassName TENSOR_LAYOUT = ClassName.get(KERNEL, "TensorLayout");
  static final ClassName PREDICTION_LOSS = ClassName.get(RUNTIME, "PredictionLoss");
  static final ClassName ACTIVATION_SINK = ClassName.get(KERNEL, "ActivationSink");
  static final ClassName INPUT_SPEC = ClassName.get(RUNTIME, "InputSpec");
  static final ClassName OUTPUT_SPEC = ClassName.get(RUNTIME, "OutputSpec");
  static final ClassName LABEL_SPEC = ClassName.get(RUNTIME, "LabelSpec");
  static final ClassName CLASS_LOSS = ClassName.get(KERNEL, "ClassLoss");
  static final ClassName POSITION_AXIS = ClassName.get(KERNEL, "PositionAxis");
  static final ClassName POSITION_MAP = ClassName.get(KERNEL, "PositionMap");
  static final ClassName POSITION_CONVOLUTION = ClassName.get(KERNEL, "PositionConvolution");
  static final ClassName GROUP_NORMALIZATION = ClassName.get(KERNEL, "GroupNormalization");
  static final ClassName ATTENTION_HEADS = ClassName.get(KERNEL, "AttentionHeads");
  static final ClassName POSITION_TABLE = ClassName.get(KERNEL, "PositionTable");
  static final ClassName ZERO_ROW = ClassName.get(RUNTIME + ".initialization", "ZeroRow");
  static final ClassName ENTRY_LOSS = ClassName.get(KERNEL, "EntryLoss");
  static final ClassName FLOAT_VECTOR = ClassName.get(VECTOR, "FloatVector");
  static final ClassName VECTOR_SPECIES = ClassName.get(VECTOR, "VectorSpecies");

  /** Classes that the text of kernels names. */
  static final Map<String, ClassName> IN_TEXT = inText();

  private RuntimeApi() {}

  private static Map<String, ClassName> inText() {
    Map<String, ClassName> classes = new LinkedHashMap<>();
    for (String name :
        List.of(
            "Lanes",
            "Softmax",
            "LogSoftmax",
            "CrossEntropy",
            "SquaredError",
            "DropoutMask",
            "BatchNormStatistics",
            "Matrices",
            "WinogradFilters",
            "TokenTable",
            "PositionTable")) {
      classes.put(name, ClassName.get(KERNEL, name));
    }
    classes.put("Arrays", ClassName.get("java.util", "Arrays"));
    classes.put("Math", ClassName.get("java.lang", "Math"));
    classes.put("Float", ClassName.get("java.lang", "Float"));
    classes.put("System", ClassName.get("java.lang", "System"));
    classes.put("FloatVector", FLOAT_VECTOR);
    classes.put("VectorOperators", ClassName.get(VECTOR, "VectorOperators"));
    return Collections.unmodifiableMap(classes);
  }
}
