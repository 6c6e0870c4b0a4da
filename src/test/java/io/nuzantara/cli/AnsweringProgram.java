package io.nuzantara.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program that, asked, answers with a class that it has not loaded before. */
final class AnsweringProgram {

    private AnsweringProgram() {}

    /** What runs. */
    static final class Main {
        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            if (System.in.read() >= 0) {
                System.out.println(Late.answer());
            }
        }
    }

    /** What is loaded late. */
    static final class Late {
        static String answer() {
            return "answered by a class loaded late";
        }
    }

    static Path jar(Path directory) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        var file = directory.resolve("answering.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            add(jar, Main.class);
            add(jar, Late.class);
        }
        return file;
    }

    private static void add(JarOutputStream jar, Class<?> type) throws IOException {
        var name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (var bytes = AnsweringProgram.class.getResourceAsStream("/" + name)) {
            if (bytes == null) {
                throw new IllegalStateException(name + " is missing");
            }
            bytes.transferTo(jar);
        }
        jar.closeEntry();
    }
}
