package importer
import ("testing";"os";"fmt";"path/filepath")
func TestZZ(t *testing.T){
 fs,_:=filepath.Glob("/work/shared/articles/*.txt")
 for _,f:=range fs { b,_:=os.ReadFile(f); d,err:=Clean(b,f); fmt.Println(filepath.Base(f),err,len(d.Paragraphs)); fmt.Printf("T %s\nS %s\nP %s B %q C %s D %s\nCUT %v\nMOVED %v\nW %q\n",d.Title,d.Standfirst,d.Publisher,d.Byline,d.Credit,d.Date,d.Cuts,d.Moved,d.Warnings)
 for i,p:=range d.Paragraphs { if len(p)>130 {p=p[:60]+" … "+p[len(p)-60:]}; fmt.Println(i+1,p)}
 }
}
