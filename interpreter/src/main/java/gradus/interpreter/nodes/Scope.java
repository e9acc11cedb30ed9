package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import gradus.interpreter.memory.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of a program at one point of a step, as tools see them. */
@ExportLibrary(InteropLibrary.class)
final class Scope implements TruffleObject {
  /** The names of a program in the order in which they get a value, and where that lies. */
  static final class Names {
    private final List<Map.Entry<String, Operand>> list = new ArrayList<>();
    private final Class<? extends TruffleLanguage<?>> language;

    Names(Class<? extends TruffleLanguage<?>> language) {
      this.language = language;
    }

    void add(String name, Operand place) {
      list.add(Map.entry(name, place));
    }

    int size() {
      return list.size();
    }
  }

  private final Names names;
  private final Map<String, Operand> places = new LinkedHashMap<>();
  private final Memory memory;

  Scope(Names names, int known, Memory memory) {
    this.names = names;
    this.memory = memory;
    // A name that gets another value may get it in another place.
    names.list.subList(0, known).forEach(entry -> places.put(entry.getKey(), entry.getValue()));
  }

  @ExportMessage
  boolean isScope() {
    return true;
  }

  @ExportMessage
  boolean hasLanguage() {
    return true;
  }

  @ExportMessage
  Class<? extends TruffleLanguage<?>> getLanguage() {
    return names.language;
  }

  @ExportMessage
  @TruffleBoundary
  Object toDisplayString(boolean sideEffects) {
    return "variables";
  }

  @ExportMessage
  boolean hasMembers() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  Object getMembers(boolean internal) {
    return new Listing(List.copyOf(places.keySet()));
  }

  @ExportMessage
  @TruffleBoundary
  boolean isMemberReadable(String member) {
    return places.containsKey(member);
  }

  @ExportMessage
  @TruffleBoundary
  Object readMember(String member) throws UnknownIdentifierException {
    Operand place = places.get(member);
    if (place == null) {
      throw UnknownIdentifierException.create(member);
    }
    return memory == null ? new Listing(List.of()) : Display.of(place, memory);
  }
}
