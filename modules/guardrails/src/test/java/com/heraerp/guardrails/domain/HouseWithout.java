package com.heraerp.guardrails.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.List;
import java.util.Optional;

/** The guardrails and their tests loaded anew, with a rule in the list of {@link TransactionRules} that finds nothing. */
final class HouseWithout extends ClassLoader {

    private static final String OURS = "com.heraerp.guardrails.";
    private static final String LIST = TransactionRules.class.getName();
    private static final ClassDesc RULE = ClassDesc.of(TransactionRule.class.getName());

    private final String rule;

    /** @param rule its class and method, such as {@code LineRules.typeIsGiven} */
    HouseWithout(String rule) {
        super(HouseWithout.class.getClassLoader());
        this.rule = rule;
    }

    /** The rules of the list, in its order. */
    static List<String> rules() {
        return ClassFile.of().parse(bytes(LIST)).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .flatMap(element -> nameOf(element).stream())
                .toList();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) {
        byte[] bytes = name.equals(LIST) ? withoutRule(bytes(name)) : bytes(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] withoutRule(byte[] list) {
        ClassFile classFile = ClassFile.of();
        ClassModel model = classFile.parse(list);
        CodeTransform swap = (builder, element) -> {
            if (nameOf(element).filter(rule::equals).isPresent()) {
                builder.getstatic(ClassDesc.of(NoRule.class.getName()), "NOTHING", RULE);
            } else {
                builder.with(element);
            }
        };
        return classFile.transformClass(model, ClassTransform.transformingMethodBodies(swap));
    }

    /** Of the rule that an instruction makes of a method. */
    private static Optional<String> nameOf(Object element) {
        if (element instanceof InvokeDynamicInstruction call
                && call.typeSymbol().returnType().equals(RULE)
                && call.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc method) {
            return Optional.of(method.owner().displayName() + "." + method.methodName());
        }
        return Optional.empty();
    }

    private static byte[] bytes(String name) {
        try (InputStream stream = HouseWithout.class.getClassLoader()
                .getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new IllegalArgumentException("no class " + name);
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
