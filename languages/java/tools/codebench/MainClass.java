package codebench;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Looks on while a program is compiled for the class whose main starts it: the public one, else the first that has one. */
final class MainClass implements TaskListener {
    private final Elements elements;
    private String name;
    private boolean isPublic;

    MainClass(Elements elements) {
        this.elements = elements;
    }

    @Override
    public void finished(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        if (event.getKind() == TaskEvent.Kind.ANALYZE && type != null && !isPublic && hasMain(type)) {
            isPublic = type.getModifiers().contains(Modifier.PUBLIC);
            if (name == null || isPublic) {
                name = elements.getBinaryName(type).toString();
            }
        }
    }

    /** The class's name; null where no class has a main. */
    String name() {
        return name;
    }

    private boolean hasMain(TypeElement type) {
        return ElementFilter.methodsIn(elements.getAllMembers(type)).stream().anyMatch(MainClass::isMain);
    }

    private static boolean isMain(ExecutableElement method) {
        return method.getSimpleName().contentEquals("main")
                && method.getModifiers().containsAll(Set.of(Modifier.PUBLIC, Modifier.STATIC))
                && method.getReturnType().getKind() == TypeKind.VOID
                && method.getParameters().size() == 1
                && method.getParameters().get(0).asType() instanceof ArrayType array
                && array.getComponentType().toString().equals("java.lang.String");
    }
}
