package gradus.interpreter.memory;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Makes a class with the one method {@code apply} of an interface, whose functions are constants:
 * the virtual machine inlines them. The class goes when nothing refers to its instance any more.
 */
final class HiddenClass {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private HiddenClass() {}

  /** The objects that the code of a class names. */
  static final class Constants {
    private final List<Object> objects = new ArrayList<>();

    /** Puts an object on the stack. */
    void load(CodeBuilder code, Object object, Class<?> type) {
      objects.add(object);
      code.loadConstant(
          DynamicConstantDesc.ofNamed(
              ConstantDescs.BSM_CLASS_DATA_AT,
              ConstantDescs.DEFAULT_NAME,
              type.describeConstable().orElseThrow(),
              objects.size() - 1));
    }

    /** Calls the method of an interface. */
    void invoke(CodeBuilder code, Class<?> type, String method, MethodTypeDesc description) {
      code.invokeinterface(type.describeConstable().orElseThrow(), method, description);
    }
  }

  static <T> T of(Class<T> type, MethodTypeDesc apply, BiConsumer<CodeBuilder, Constants> body) {
    Constants constants = new Constants();
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(HiddenClass.class.getPackageName(), type.getSimpleName() + "Code"),
                made ->
                    made.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                        .withInterfaceSymbols(type.describeConstable().orElseThrow())
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            0,
                            code ->
                                code.aload(0)
                                    .invokespecial(
                                        ConstantDescs.CD_Object,
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(
                            "apply",
                            apply,
                            ClassFile.ACC_PUBLIC,
                            code -> body.accept(code, constants)));
    try {
      return type.cast(
          LOOKUP
              .defineHiddenClassWithClassData(bytes, constants.objects, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot define " + type.getSimpleName(), e);
    }
  }
}
