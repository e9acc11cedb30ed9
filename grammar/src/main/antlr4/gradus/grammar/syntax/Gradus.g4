// The text of a program. The grammar knows calls, never the names of functions:
// those are rows of the table in gradus.grammar.Functions.
grammar Gradus;

tokens { INDENT, DEDENT }

// The last definition is the program; those above it are helpers.
file       : definition+ EOF ;
definition : DEF signature NEWLINE INDENT line+ DEDENT ;
signature  : NAME LEFT (parameter (COMMA parameter)* COMMA?)? RIGHT COLON ;
parameter  : NAME (ASSIGN MINUS? NUMBER)? ;
line       : (assignment | result) NEWLINE | loop ;
loop       : FOR NAME IN NAME LEFT NUMBER RIGHT COLON NEWLINE INDENT line+ DEDENT ;
assignment : NAME ASSIGN expression ;
result     : RETURN expression (COMMA expression)* ;

// Sums and products are lists, not left recursion: a long chain must not become a deep tree of contexts.
expression : sum (COMPARE sum)? ;
sum        : term ((PLUS | MINUS) term)* ;
term       : factor ((TIMES | DIVIDE | MATMUL) factor)* ;
factor     : MINUS* atom ;
atom       : NUMBER | NAME | call | LEFT expression RIGHT ;
call       : NAME LEFT (expression (COMMA expression)*)? RIGHT ;

DEF     : 'def' ;
RETURN  : 'return' ;
FOR     : 'for' ;
IN      : 'in' ;
NAME    : [A-Za-z_] [A-Za-z_0-9]* ;
NUMBER  : ([0-9]+ ('.' [0-9]*)? | '.' [0-9]+) ([eE] [+-]? [0-9]+)? ;
LEFT    : '(' ;
RIGHT   : ')' ;
COMMA   : ',' ;
COLON   : ':' ;
ASSIGN  : '=' ;
PLUS    : '+' ;
MINUS   : '-' ;
TIMES   : '*' ;
DIVIDE  : '/' ;
MATMUL  : '@' ;
COMPARE : '<' | '>' | '<=' | '>=' | '==' | '!=' ;

// A line end with the white space that indents the next line.
NEWLINE : '\n' [ \t]* ;
COMMENT : '#' ~'\n'* -> channel(HIDDEN) ;
SPACE   : [ \t]+ -> skip ;
UNKNOWN : . ;
